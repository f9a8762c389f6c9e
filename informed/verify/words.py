"""The words of each verdict and reason, both languages side by side. `{where}` is said in the same language."""

from informed.content import Text

_WORDS: dict[str, tuple[str, str]] = {
    # --- verdicts
    "valid": (
        "Hợp lệ: tệp không thay đổi kể từ khi máy chủ của phòng khám này niêm phong, và là bản mới nhất.",
        "Valid: unchanged since this clinic's server sealed it, and the latest revision.",
    ),
    "valid.weaker": (
        "Hợp lệ: tệp không thay đổi kể từ khi máy chủ của phòng khám này niêm phong; "
        "không hỏi được đây có phải bản mới nhất hay không.",
        "Valid: unchanged since this clinic's server sealed it; whether it is the latest revision could not be asked.",
    ),
    "older_revision": (
        "Bản cũ: tệp không thay đổi kể từ khi máy chủ của phòng khám này niêm phong, nhưng đã có bản mới hơn.",
        "Older revision: unchanged since this clinic's server sealed it, but there is a newer one.",
    ),
    "altered": (
        "Đã bị thay đổi: tệp không còn như khi máy chủ của phòng khám này niêm phong.",
        "Altered: the file is not as this clinic's server sealed it.",
    ),
    "untrusted": (
        "Không thể tin cậy: không chứng minh được dấu niêm phong là của phòng khám này vào lúc đó.",
        "Not to be relied on: the seal is not proven to be this clinic's at that time.",
    ),
    "not_ours": (
        "Không phải của phòng khám này: máy chủ của phòng khám này không niêm phong tệp.",
        "Not ours: this clinic's server did not seal the file.",
    ),
    "unreadable": (
        "Không đọc được: tệp là PDF nhưng không kiểm tra được.",
        "Unreadable: the file is a PDF, but cannot be checked.",
    ),
    "not_a_pdf": ("Không phải PDF.", "Not a PDF."),
    "promise": (
        "Kết quả này không chứng minh ai đã vẽ chữ ký của người bệnh. "
        "Dấu niêm phong không phải chữ ký điện tử đủ điều kiện theo luật.",
        "This is no proof of who drew the patient's signature. The seal is no qualified electronic signature.",
    ),
    # --- reasons: cannot be read
    "empty": ("Tệp trống.", "The file is empty."),
    "no_magic": ("Tệp không bắt đầu như một tệp PDF.", "The file does not begin as a PDF does."),
    "too_large": (
        "Tệp lớn hơn {where}; phòng khám không phát hành tệp lớn như vậy.",
        "The file is larger than {where}; no document of this clinic is.",
    ),
    "encrypted": (
        "Tệp được mã hóa; phòng khám không phát hành tệp mã hóa.",
        "The file is encrypted; no document of this clinic is.",
    ),
    "damaged": (
        "Tệp bị hỏng hoặc bị cắt ngắn: không đọc được cấu trúc. Hãy lấy lại tệp.",
        "The file is damaged or cut short: its structure cannot be read. Get the file again.",
    ),
    "limits": (
        "Đọc tệp này tốn quá nhiều thời gian hoặc bộ nhớ nên việc kiểm tra đã dừng; tài liệu của phòng khám không như vậy.",
        "Reading the file takes too much time or memory, so the check was stopped; no document of this clinic does.",
    ),
    # --- reasons: whose it is
    "no_seal": ("Tệp không có dấu niêm phong nào.", "The file carries no seal."),
    "seal_removed": (
        "Tệp nêu một hồ sơ của phòng khám này nhưng dấu niêm phong không còn.",
        "The file names a record of this clinic, but its seal is gone.",
    ),
    "foreign_seal": (
        "Chữ ký đầu tiên không dẫn tới chứng thư gốc của phòng khám này.",
        "The first signature does not lead to this clinic's root certificate.",
    ),
    "not_the_seal": (
        "Chữ ký đầu tiên không phải dấu niêm phong của máy chủ.",
        "The first signature is not the server's seal.",
    ),
    "unpinned": (
        "Sổ của phòng khám có đúng tệp này, nhưng chứng thư gốc đã cho không kiểm tra được dấu niêm phong.",
        "The clinic's register knows exactly this file, but its seal cannot be checked with the root certificates given.",
    ),
    # --- reasons: altered
    "structure": (
        "Trong tệp có dấu niêm phong của phòng khám này, nhưng tệp bị hỏng hoặc bị cắt ngắn.",
        "A seal of this clinic stands in the file, but the file is damaged or cut short.",
    ),
    "broken": (
        "Nội dung đã được ký không còn khớp với chữ ký: {where}.",
        "What was signed does not match the signature any more: {where}.",
    ),
    "changed_after": (
        "Sau dấu niêm phong đã có thay đổi không được phép: {where}.",
        "After the seal, something was changed that may not be: {where}.",
    ),
    "appended": (
        "Có phần được thêm vào sau chữ ký cuối cùng: {where}.",
        "Something was added after the last signature: {where}.",
    ),
    "respelled": (
        "Chính các byte của chữ ký đã bị thay đổi: {where}.",
        "The bytes of a signature itself were changed: {where}.",
    ),
    "stamp_broken": (
        "Dấu thời gian không khớp với chữ ký: {where}.",
        "The time stamp does not match the signature: {where}.",
    ),
    "unknown_signature": (
        "Có một chữ ký mà tài liệu của phòng khám không có: {where}.",
        "There is a signature that no document of this clinic has: {where}.",
    ),
    "foreign_signature": (
        "Có một chữ ký không dẫn tới chứng thư gốc của phòng khám này: {where}.",
        "There is a signature that does not lead to this clinic's root certificate: {where}.",
    ),
    "count": (
        "Số chữ ký khác với sổ của phòng khám: {where}.",
        "The number of signatures differs from the clinic's register: {where}.",
    ),
    "not_recorded": (
        "Sổ của phòng khám có hồ sơ này, nhưng chưa từng phát hành đúng tệp này.",
        "The clinic's register knows the record, but exactly this file was never issued.",
    ),
    "record_differs": (
        "Hồ sơ đính kèm không phải hồ sơ mà tệp này được phát hành.",
        "The attached record is not the one for which this file was issued.",
    ),
    "scan_differs": (
        "Bản quét đính kèm không phải bản mà hồ sơ nêu.",
        "The attached scans are not those that the record names.",
    ),
    "printed_differs": (
        "Chữ in không khớp với hồ sơ đính kèm: {where}.",
        "The printed text does not match the attached record: {where}.",
    ),
    "hash_differs": (
        "Nội dung trong hồ sơ đính kèm không khớp với mã băm của nó: {where}.",
        "A text in the attached record does not match its hash: {where}.",
    ),
    "statement_differs": (
        "Nội dung trong hồ sơ đính kèm khác với bộ nội dung: {where}.",
        "A text in the attached record differs from the content pack: {where}.",
    ),
    # --- reasons: cannot be relied on
    "expired": (
        "Chứng thư không có hiệu lực vào lúc ký: {where}.",
        "The certificate was not valid at the time of signing: {where}.",
    ),
    "revoked": ("Chứng thư đã bị thu hồi: {where}.", "The certificate was revoked: {where}."),
    "unusable": ("Chứng thư không dùng để ký được: {where}.", "The certificate is not one for signing: {where}."),
    "future": ("Thời gian ký ở tương lai: {where}.", "The time of signing lies in the future: {where}."),
    "record_unknown": (
        "Dấu niêm phong là của phòng khám, nhưng sổ không có hồ sơ này.",
        "The seal is this clinic's, but its register does not know the record.",
    ),
    # --- reasons: older, and what is said beside a verdict
    "older": ("Đã có bản mới hơn: {where}.", "There is a newer revision: {where}."),
    "recorded": (
        "Sổ của phòng khám có đúng tệp này: {where}.",
        "The clinic's register knows exactly this file: {where}.",
    ),
    "not_asked": (
        "Không có sổ của phòng khám: không biết đã có bản mới hơn, hoặc có chữ ký bị gỡ bỏ, hay không.",
        "The clinic's register was not asked: a newer revision, or a removed countersignature, would not be noticed.",
    ),
    "expired_since": (
        "Chứng thư đã hết hạn sau khi ký; không có dấu thời gian tin cậy, giờ ký là do máy chủ ghi: {where}.",
        "The certificate has expired since; without a trusted time stamp the time is the server's own word: {where}.",
    ),
    "revoked_since": ("Chứng thư bị thu hồi sau khi ký: {where}.", "The certificate was revoked later: {where}."),
    "stamp_untrusted": (
        "Dấu thời gian do một nơi mà chứng thư gốc đã cho không bao gồm; chỉ tính giờ của máy chủ: {where}.",
        "The time stamp's authority is not among the roots given; only the server's own time counts: {where}.",
    ),
    "crl_missing": (
        "Không có danh sách thu hồi: không biết chứng thư có bị thu hồi hay không.",
        "No revocation list was given: whether a certificate was revoked could not be asked.",
    ),
    "crl_unusable": (
        "Danh sách thu hồi không đọc được hoặc không do phòng khám ký; không được dùng.",
        "The revocation list cannot be read or was not signed by the clinic; it was not used.",
    ),
    "crl_old": ("Danh sách thu hồi đã quá hạn.", "The revocation list is out of date."),
    "printed_exact": (
        "Chữ in khớp với hồ sơ đính kèm: in lại từ hồ sơ cho ra đúng từng byte.",
        "The printed text matches the attached record: printing it again gives the same bytes.",
    ),
    "printed_words": (
        "Tên và từng ý trong hồ sơ đính kèm đều có trong chữ in; không so được từng byte.",
        "Name and statements of the attached record stand in the printed text; it could not be compared byte by byte.",
    ),
    "printed_not_compared": (
        "Chữ in không được so với hồ sơ đính kèm.",
        "The printed text was not compared with an attached record.",
    ),
    "statements_agree": (
        "Từng ý trong hồ sơ đính kèm đúng như trong bộ nội dung.",
        "Every statement of the attached record is as in the content pack.",
    ),
    "pack_not_compared": (
        "Không có bản riêng của bộ nội dung này: các ý chỉ được so với bản nằm trong tệp.",
        "The clinic's own copy of the content pack was not at hand: statements were compared with the copy in the file.",
    ),
    # --- where
    "at.seal": ("dấu niêm phong", "the seal"),
    "at.physician": ("chữ ký của bác sĩ", "the physician's signature"),
    "at.other": ("chữ ký khác", "another signature"),
    "at.bytes": ("{n} byte", "{n} bytes"),
    "at.megabytes": ("{n} MB", "{n} MB"),
    "at.revision": ("bản {n}", "revision {n}"),
    "at.count": ("{n} thay vì {m}", "{n} instead of {m}"),
    "at.name": ("tên", "the name"),
    "at.pages": ("số trang", "the number of pages"),
    "at.page": ("trang {n}", "page {n}"),
    "at.content": ("nội dung trang {n}", "content of page {n}"),
    "at.annotation": ("chú thích trang {n}", "annotations of page {n}"),
    "at.description": ("phần mô tả tệp", "the file's description"),
    "at.attachment": ("tệp đính kèm", "the attachment"),
    "at.elsewhere": ("phần khác của tệp", "another part of the file"),
}

WORDS: dict[str, Text] = {key: Text(vi=vi, en=en) for key, (vi, en) in _WORDS.items()}


def at(key: str, **values: object) -> Text:
    """A place in words."""
    text = WORDS[f"at.{key}"]
    return Text(vi=text.vi.format(**values), en=text.en.format(**values))


def joined(places: list[Text]) -> Text:
    """Several places in one; beyond eight only how many more."""
    more = f", … (+{len(places) - 8})" if len(places) > 8 else ""
    return Text(vi=", ".join(p.vi for p in places[:8]) + more, en=", ".join(p.en for p in places[:8]) + more)
