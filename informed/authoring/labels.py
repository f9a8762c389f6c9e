"""What the fields of a pack are called on the copy to review: Vietnamese and English side by side."""

from informed.content import Language

_LABELS: dict[str, tuple[str, str]] = {
    # --- texts
    "title": ("Tiêu đề", "Title"),
    "main_message": ("Thông điệp chính", "Main message"),
    "message": ("Ý chính", "Main point"),
    "decision": ("Quyết định", "Decision"),
    "funding_statement": ("Ai trả tiền", "Funding"),
    "text": ("Lời", "Text"),
    "detail": ("Chi tiết", "Detail"),
    "prompt": ("Câu hỏi", "Question"),
    "options": ("Trả lời", "Option"),
    "explanation": ("Giải thích", "Explanation"),
    "help": ("Hướng dẫn", "Help"),
    "own_words": ("Tự viết", "Own words"),
    "rules": ("Quy tắc", "Rule"),
    "note": ("Cho bác sĩ", "For the physician"),
    "answer": ("Trả lời", "Answer"),
    "term": ("Từ", "Term"),
    "meaning": ("Nghĩa", "Meaning"),
    "forms": ("Dạng của từ", "Forms"),
    "figures": ("Số liệu", "Figure"),
    "caption": ("Tên hình", "Caption"),
    "panels": ("Hình vẽ", "Drawing"),
    "alt": ("Lời tả hình", "Description"),
    "label": ("Lời dưới hình", "Label"),
    "marker": ("Dấu trên hình", "Marker"),
    "drawing": ("Tệp hình", "Drawing"),
    "shows": ("Minh họa cho", "Shows"),
    "population": ("Đếm ở ai", "Population"),
    "period": ("Thời gian", "Period"),
    "uncertainty": ("Độ không chắc", "Uncertainty"),
    # --- what stands beside them
    "kind": ("Dựa trên", "Kind"),
    "certainty": ("Mức chắc chắn", "Certainty"),
    "sources": ("Nguồn", "Sources"),
    "source": ("Nguồn", "Source"),
    "article_claims": ("Ý trong bài gốc", "Article claims"),
    "misconception": ("Hiểu lầm", "Misconception"),
    "correct": ("câu đúng", "correct"),
    "alone": ("chọn riêng", "alone"),
    "teaches": ("Hỏi về", "Teaches"),
    "max_tries": ("Số lần thử", "Tries"),
    "severity": ("Mức độ", "Severity"),
    "when": ("khi chọn", "when"),
    "routes": ("khi đường dùng là", "on routes"),
    "no_flag": ("Không báo", "No flag"),
    "choose": ("Chọn", "Choose"),
    "place": ("Ở trang", "Place"),
    "below": ("dưới (tuổi)", "below (years)"),
    "at_least": ("từ (tuổi)", "at least (years)"),
    "numerator": ("tử số", "numerator"),
    "denominator": ("mẫu số", "denominator"),
    "organisation": ("Cơ quan", "Organisation"),
    "year": ("Năm", "Year"),
    "address": ("Địa chỉ", "Address"),
    "seen": ("Đã xem", "Seen"),
    "checked_on": ("Ngày xem", "Checked on"),
    # --- kinds of items, as headings
    "age rule": ("Quy tắc theo tuổi", "Age rules"),
    "told claim": ("Điều người bệnh có thể đã nghe", "What patients may have been told"),
    "term terms": ("Giải nghĩa từ", "Glossary"),
    "source sources": ("Nguồn tài liệu", "Sources"),
    # --- values
    "high": ("cao", "high"),
    "moderate": ("vừa", "moderate"),
    "low": ("thấp", "low"),
    "very_low": ("rất thấp", "very low"),
    "n/a": ("không xếp loại", "not graded"),
    "stop": ("phải dừng", "stop"),
    "caution": ("thận trọng", "caution"),
    "info": ("thông tin", "info"),
    "primary": ("bản gốc", "the original"),
    "secondary": ("qua nguồn khác", "only through another source"),
    "definition": ("định nghĩa", "definition"),
    "lab": ("phòng thí nghiệm", "laboratory"),
    "practice": ("việc phòng khám đang làm", "what clinics do"),
    "human_trial": ("thử nghiệm trên người", "trial in people"),
    "review": ("bài tổng quan", "review of studies"),
    "case_report": ("báo cáo ca bệnh", "case report"),
    "regulator": ("cơ quan quản lý", "regulator"),
    "law": ("luật", "law"),
    "guidance": ("hướng dẫn chuyên môn", "guidance"),
    "expert": ("ý kiến chuyên gia", "expert opinion"),
    "safety_net": ("khi nào cần giúp ngay", "when to call for help"),
    "notice": ("thông báo", "notice"),
    "one": ("một", "one"),
    "many": ("nhiều", "several"),
    "about_you": ("về quý vị", "about you"),
    "told": ("đã nghe", "what you were told"),
    "questions": ("câu hỏi của quý vị", "your questions"),
    "physician_pending": ("chờ bác sĩ xác nhận", "a physician must confirm it"),
}

#: The copy's own sentences.
SAID: dict[str, tuple[str, str]] = {
    "copy": ("Bản song ngữ để bác sĩ duyệt", "Bilingual copy for a reviewing physician"),
    "draft": (
        "NỘI DUNG BẢN NHÁP – chưa được bác sĩ duyệt đủ hai ngôn ngữ",
        "DRAFT – not yet reviewed in both languages",
    ),
    "reviewed": ("Đã được duyệt bằng cả hai ngôn ngữ", "Reviewed in both languages"),
    "how": (
        "Bác sĩ ký tắt vào ô của từng mục đã đọc và đồng ý, gạch chỗ cần sửa, và ký ở trang cuối.",
        "Initial the box of each item that you have read and agree with, strike through what must change, "
        "and sign on the last page.",
    ),
    "sign": ("Ký tắt", "Initials"),
    "item": ("Mục", "Item"),
    "signatures": ("Chữ ký của bác sĩ duyệt", "Signature of the reviewing physician"),
    "meaning": (
        "Tôi đã đọc toàn bộ nội dung bằng ngôn ngữ này, so với nguồn, và ghi những chỗ cần sửa.",
        "I read all of this language, compared it with its sources, and marked what must change.",
    ),
    "name": ("Họ và tên", "Full name"),
    "qualification": ("Chuyên môn", "Qualification"),
    "date": ("Ngày", "Date"),
    "signature": ("Chữ ký", "Signature"),
    "language": ("Tiếng Việt", "English"),
}

#: What a reviewing physician writes at the end, for each language.
FIELDS = ("name", "qualification", "date", "signature")


def label(key: str) -> str:
    """A field or value in both languages; itself when it has no words here."""
    return both(_LABELS[key]) if key in _LABELS else key.replace("_", " ")


def said(key: str) -> str:
    """A sentence of the copy in both languages."""
    return both(SAID[key])


def both(words: tuple[str, str]) -> str:
    return " / ".join(words)


def of_language(language: Language) -> str:
    return SAID["language"][list(Language).index(language)]
