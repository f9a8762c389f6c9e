"""The words of the staff's plain pages about people who help, paper and copies, in both languages."""

from collections.abc import Mapping

from informed.content import Text

_WORDS: dict[str, tuple[str, str]] = {
    "title": ("Người hỗ trợ, bản giấy và bản in", "People who help, paper and copies"),
    "back": ("‹ Danh sách", "‹ Records"),
    "to_desk": ("‹ Trở lại", "‹ Back"),
    "record": ("Hồ sơ {id}", "Record {id}"),
    "minor": ("Dưới 18 tuổi", "Under 18"),
    "on_paper": ("Trên giấy", "On paper"),
    "status.open": ("Đang đọc", "Reading"),
    "status.signed": ("Đã ký", "Signed"),
    "status.deferred": ("Cần thêm thời gian", "More time"),
    "status.declined": ("Từ chối", "Declined"),
    "status.countersigned": ("Bác sĩ đã ký", "Countersigned"),
    "status.withdrawn": ("Đã rút lại", "Withdrawn"),
    "status.entered_in_error": ("Nhập nhầm", "Entered in error"),
    # --- people
    "people": ("Người hỗ trợ", "People who help"),
    "people.none": ("Chưa ghi ai.", "Nobody is named yet."),
    "people.minor": (
        "Người bệnh dưới 18 tuổi: ghi người giám hộ, rồi người giám hộ ký cùng trên máy tính bảng.",
        "The patient is under 18: name the guardian, who then signs on the tablet with the patient.",
    ),
    "people.add": ("Thêm người hỗ trợ", "Add somebody"),
    "people.closed": (
        "Người bệnh đã xong phần của mình; không thêm được người hỗ trợ nữa.",
        "The patient has finished; nobody can be added any more.",
    ),
    "role": ("Người này là", "This person is"),
    "role.interpreter": ("Người phiên dịch", "Interpreter"),
    "role.relative": ("Người thân", "Relative"),
    "role.guardian": ("Người giám hộ", "Guardian"),
    "role.representative": ("Người đại diện", "Representative"),
    "helper_name": ("Họ và tên", "Full name"),
    "helper_relation": ("Quan hệ với người bệnh, hoặc nơi làm việc", "Relation to the patient, or employer"),
    "helper_language": ("Ngôn ngữ phiên dịch", "Language interpreted"),
    "helper_authority": ("Căn cứ đại diện", "By what authority"),
    "helper_authority.help": (
        "Ví dụ: giấy ủy quyền có công chứng, ngày 2/3/2026. Không ghi số giấy tờ tùy thân.",
        "For example: notarised power of attorney of 2 March 2026. No identity document's number.",
    ),
    "identity": ("Danh tính được kiểm tra thế nào", "How identity was checked"),
    "identity.document": ("Đã xem giấy tờ", "Document shown"),
    "identity.known": ("Nhân viên biết người này", "Known to staff"),
    "identity.not_checked": ("Chưa kiểm tra", "Not checked"),
    "identity.patient": ("Danh tính của người bệnh", "The patient's identity"),
    "save": ("Lưu", "Save"),
    "add": ("Thêm", "Add"),
    "remove": ("Xóa", "Remove"),
    "remove_of": ("Xóa {name}", "Remove {name}"),
    # --- paper
    "paper": ("Bản giấy", "On paper"),
    "paper.lead": (
        "Cùng nội dung như trên máy tính bảng, để người bệnh đọc và ký tay.",
        "The same content as on the tablet, for the patient to read and sign by hand.",
    ),
    "paper.1": ("1. In", "1. Print"),
    "paper.1.help": (
        "Ghi người hỗ trợ trước khi in: chỗ ký của họ có trên giấy.",
        "Name who helps before printing: their lines are on the paper.",
    ),
    "print.vi": ("In bản tiếng Việt", "Print in Vietnamese"),
    "print.en": ("In bản tiếng Anh", "Print in English"),
    "printed": ("Đã in {n} lần; bản mới nhất bằng {language}.", "Printed {n} times; the newest in {language}."),
    "language.vi": ("tiếng Việt", "Vietnamese"),
    "language.en": ("tiếng Anh", "English"),
    "paper.2": ("2. Quét hoặc chụp bản đã ký", "2. Scan or photograph the signed paper"),
    "scan": ("Chọn tệp: PDF, JPEG hoặc PNG", "Choose files: PDF, JPEG or PNG"),
    "scan.help": (
        "Tất cả các trang; tổng cộng tối đa 20 MB. Tệp được mã hóa và đính kèm vào tài liệu đã niêm phong.",
        "All pages; 20 MB at most together. Files are encrypted, and attached to the sealed document.",
    ),
    "scan.add": ("Tải lên", "Upload"),
    "scan.one": ("Tệp {n} · {kind} · {size} kB", "File {n} · {kind} · {size} kB"),
    "scan.open": ("Mở tệp {n}", "Open file {n}"),
    "paper.3": ("3. Nhập lại câu trả lời", "3. Transcribe the answers"),
    "paper.3.go": ("Nhập lại câu trả lời", "Transcribe the answers"),
    "paper.3.wait": ("Cần in bản giấy và tải bản quét lên trước.", "Print the paper and upload its scan first."),
    "paper.done": ("Đã ghi nhận bản giấy.", "The paper is recorded."),
    "paper.closed": (
        "Người bệnh đã xong; không dùng bản giấy được nữa.",
        "The patient has finished; paper is not possible.",
    ),
    # --- copies
    "copies": ("Bản in", "Printed copies"),
    "copies.none": ("In được khi người bệnh đã xong phần của mình.", "Possible when the patient has finished."),
    "copies.help": (
        "Tài liệu mở trong thẻ mới; in từ đó. Mỗi lần in được ghi lại.",
        "The document opens in a new tab; print it there. Each printing is recorded.",
    ),
    "copies.number": ("Số bản", "Copies"),
    "copy.patient": ("In bản cho người bệnh", "Print the patient's copy"),
    "copy.physician": ("In bản cho bác sĩ", "Print the physician's copy"),
    "copies.sofar": (
        "Đã in: {patient} cho người bệnh, {physician} cho bác sĩ.",
        "Printed: {patient} for the patient, {physician} for the physician.",
    ),
    "copies.waiting": (
        "Tài liệu đang được niêm phong. Vui lòng thử lại sau ít phút.",
        "The document is being sealed. Try again in a few minutes.",
    ),
    # --- the transcript
    "transcript": ("Nhập lại câu trả lời trên giấy", "Transcribe the answers on the paper"),
    "transcript.lead": (
        "Ghi đúng như trên giấy. Ý nào không có dấu thì chọn “Để trống”: bác sĩ sẽ hỏi lại.",
        "Enter what stands on the paper. Where no box is crossed, choose “Blank”: the doctor will ask.",
    ),
    "start.understood": (
        "Trên giấy hầu hết đều là “Hiểu”: bắt đầu từ đó",
        "Nearly all are “Understood” on the paper: start from there",
    ),
    "added_by": ("{name} ghi thêm cho người bệnh này", "Added for this patient by {name}"),
    "not_on_paper": (
        "Bác sĩ ghi thêm sau khi in: không có trên giấy. Để trống thì bác sĩ sẽ hỏi; hoặc in lại bản giấy.",
        "The physician added this after the printing: it is not on the paper. Left blank, the doctor asks; or print again.",
    ),
    "print_again": (
        "Bác sĩ vừa ghi thêm một rủi ro sau lần in này. Hãy in lại trước khi người bệnh đọc.",
        "The physician has added a risk since this was printed. Print it again before the patient reads it.",
    ),
    "print_plan": (
        "Kế hoạch đã đổi sau lần in này. Hãy in lại trước khi người bệnh đọc.",
        "The plan was changed since this was printed. Print it again before the patient reads it.",
    ),
    "no_choice": ("Còn ý chưa chọn: {field}.", "No choice was made for: {field}."),
    "understood": ("Hiểu", "Understood"),
    "unsure": ("Chưa chắc", "Not sure"),
    "blank": ("Để trống", "Blank"),
    "ask": ("Muốn hỏi", "Wants to ask"),
    "own_words": ("Lời riêng trên giấy", "Own words on the paper"),
    "about": ("Về người bệnh", "About the patient"),
    "told": ("Người bệnh đã nghe hoặc đang mong", "Was told, or hopes for"),
    "doctor": ("Câu hỏi cho bác sĩ", "Questions for the doctor"),
    "ending": ("Người bệnh chọn gì ở cuối?", "What did the patient choose at the end?"),
    "ending.signed": ("Ký xác nhận đã đọc", "Signed that they have read it"),
    "ending.deferred": ("Cần thêm thời gian", "Wants more time"),
    "ending.declined": ("Tôi không làm, cảm ơn", "No, thank you"),
    "signatures": ("Những chữ ký có trên giấy", "The signatures on the paper"),
    "patient_signed": ("Người bệnh: {name}", "The patient: {name}"),
    "witness": ("Người làm chứng, nếu điểm chỉ hoặc đánh dấu", "Witness, if it is a mark"),
    "signed_on": ("Ngày ghi trên giấy", "Day written on the paper"),
    "seen": (
        "Tôi đã thấy những chữ ký này trên giấy, và nhập đúng như trên giấy.",
        "I saw these signatures on the paper, and entered what stands on it.",
    ),
    "record_it": ("Ghi nhận bản giấy", "Record the paper"),
    "tidy": ("Nhập xong; xem lại một lần trước khi ghi nhận.", "Look once more before you record it."),
    # --- what happened
    "done.helper": ("Đã ghi người hỗ trợ.", "The person is named."),
    "done.removed": ("Đã xóa.", "Removed."),
    "done.identity": ("Đã lưu.", "Saved."),
    "done.scan": ("Đã lưu bản quét.", "The scan is kept."),
    "done.recorded": (
        "Đã ghi nhận bản giấy; tài liệu có bản quét đính kèm.",
        "The paper is recorded; its document carries the scan.",
    ),
    # --- what went wrong
    "foreign": (
        "Biểu mẫu không đến từ trang này. Hãy mở lại trang.",
        "The form did not come from this page. Open it again.",
    ),
    "no_record": ("Không có hồ sơ này.", "There is no such record."),
    "not_allowed": ("Tài khoản này không có quyền làm việc đó.", "This account may not do that."),
    "closed": (
        "Người bệnh đã xong phần của mình; không thay đổi được nữa.",
        "The patient has finished; this cannot be changed any more.",
    ),
    "form.not_printed": ("Hãy in bản giấy từ hồ sơ này trước.", "Print the paper from this record first."),
    "too_young": (
        "Người bệnh dưới 18 tuổi: cần chữ ký của người giám hộ.",
        "The patient is under 18: a guardian has to sign.",
    ),
    "helper_role.empty": ("Chọn người này là ai.", "Choose who this person is."),
    "helper_name.empty": ("Nhập họ và tên.", "Enter the full name."),
    "helper_name.too_many": ("Đã đủ sáu người hỗ trợ.", "Six people are named already."),
    "helper_relation.empty": ("Nhập quan hệ với người bệnh.", "Enter the relation to the patient."),
    "helper_language.empty": ("Nhập ngôn ngữ phiên dịch.", "Enter the language interpreted."),
    "helper_authority.empty": ("Nhập căn cứ đại diện.", "Enter by what authority this person acts."),
    "identity.empty": ("Chọn cách kiểm tra danh tính.", "Choose how identity was checked."),
    "too_long": ("Phần nhập quá dài: {field}.", "This is too long: {field}."),
    "hidden": ("Phần nhập có ký tự ẩn: {field}.", "This has hidden characters: {field}."),
    "unknown": (
        "Lựa chọn ở mục {field} không dùng được. Xem lại trên giấy: có ô phải đứng một mình.",
        "The choice at {field} cannot be. Look at the paper again: some boxes stand alone.",
    ),
    "signed_on.not_then": (
        "Ngày phải từ lúc mở hồ sơ đến hôm nay.",
        "The day must lie between the record's opening and today.",
    ),
    "signed_on.empty": ("Nhập ngày ghi trên giấy.", "Enter the day written on the paper."),
    "ink.empty": ("Bản giấy chưa có chữ ký của người bệnh.", "The patient's signature is missing on the paper."),
    "helper.unsigned": (
        "Cần chữ ký của người giám hộ hoặc người đại diện trên giấy.",
        "The guardian or representative has to sign on the paper.",
    ),
    "ending.empty": ("Chọn điều người bệnh chọn ở cuối.", "Choose what the patient chose at the end."),
    "seen.empty": (
        "Xác nhận rằng quý vị đã thấy chữ ký trên giấy.",
        "Confirm that you saw the signatures on the paper.",
    ),
    "copies.wrong": ("Số bản từ 1 đến 9.", "Between 1 and 9 copies."),
    "scan.empty": ("Chọn ít nhất một tệp có nội dung.", "Choose at least one file that is not empty."),
    "scan.too_large": (
        "Các tệp lớn hơn 20 MB. Hãy quét với độ phân giải thấp hơn.",
        "The files are larger than 20 MB. Scan at a lower resolution.",
    ),
    "scan.too_many": ("Các bản quét cộng lại lớn hơn 20 MB.", "The scans together are larger than 20 MB."),
    "scan.kind": (
        "Tệp không phải PDF, JPEG hay PNG, dù tên có ghi như vậy. Ảnh iPhone (HEIC): hãy lưu thành JPEG.",
        "The file is no PDF, JPEG or PNG, whatever its name says. An iPhone's photo (HEIC): save it as JPEG.",
    ),
    "scan.damaged": (
        "Tệp bị hỏng, không mở được. Hãy quét lại.",
        "The file is damaged and cannot be opened. Scan it again.",
    ),
    "scan.limits": (
        "Tệp này không an toàn để mở: khi giải nén nó quá lớn. Hãy quét lại trên giấy.",
        "The file is not safe to open: it unpacks to far too much. Scan the paper again.",
    ),
    "scan.pixels": (
        "Ảnh quá nhỏ hoặc quá lớn để là một trang giấy.",
        "The picture is too small or too large for a sheet of paper.",
    ),
    "scan.pages": ("PDF không có trang nào, hoặc có quá nhiều trang.", "The PDF has no page, or too many."),
    "scan.encrypted": (
        "PDF có mật khẩu. Hãy lưu lại không có mật khẩu.",
        "The PDF has a password. Save it without one.",
    ),
    "scan.active": (
        "PDF có chương trình hoặc tệp khác bên trong. Hãy quét lại trên giấy.",
        "The PDF carries a program or other files. Scan the paper again.",
    ),
}

WORDS: Mapping[str, Text] = {key: Text(vi=vi, en=en) for key, (vi, en) in _WORDS.items()}
