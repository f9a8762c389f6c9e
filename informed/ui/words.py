"""The words of the screens, in both languages side by side. What is said about a procedure stands in its content pack.

Vietnamese addresses the patient as "quý vị" throughout.
"""

from informed.content import Text
from informed.ui.account_words import ACCOUNT_WORDS
from informed.ui.call_words import CALL_WORDS
from informed.ui.clinic_words import CLINIC_WORDS
from informed.ui.desk_words import DESK_WORDS
from informed.ui.handover_words import HANDOVER_WORDS
from informed.ui.people_words import PEOPLE_WORDS
from informed.ui.problem_words import PROBLEM_WORDS
from informed.ui.reading_words import READING_WORDS
from informed.ui.signing_words import SIGNING_WORDS
from informed.ui.staff_words import STAFF_WORDS

_WORDS: dict[str, tuple[str, str]] = {
    # --- everywhere
    "demo": ("Bản trình diễn – không dùng cho người bệnh thật", "Demonstration – not for real patients"),
    "draft": (
        "Nội dung bản nháp – chưa được bác sĩ duyệt",
        "Draft content – not yet reviewed by a physician",
    ),
    "back": ("‹ Quay lại", "‹ Back"),
    "next": ("Tiếp tục", "Continue"),
    "stop": ("Dừng lại", "Stop"),
    "pause": ("Tạm dừng", "Pause"),
    "stop_title": ("Quý vị muốn làm gì?", "What would you like to do?"),
    "stop_lead": (
        "Câu trả lời của quý vị được giữ lại. Không cần nêu lý do.",
        "Your answers are kept. You need not give a reason.",
    ),
    "read_on": ("Đọc tiếp", "Go on reading"),
    "other_language": ("English", "Tiếng Việt"),
    "error": ("Lỗi", "Error"),
    "problem": ("Còn điều cần xem lại", "There is a problem"),
    "topic_of": ("Chủ đề {number} trong {total}", "Topic {number} of {total}"),
    "minutes_left": ("còn khoảng {minutes} phút", "about {minutes} minutes left"),
    "minute_left": ("còn khoảng một phút", "about a minute left"),
    "trouble": (
        "Hiện chưa lưu được câu trả lời. Vui lòng gọi nhân viên phòng khám. Những câu đã lưu vẫn còn nguyên.",
        "Your answers cannot be saved right now. Please call a member of staff. What was saved is kept.",
    ),
    "trouble_waits": (
        "Những câu trả lời đã lưu vẫn còn nguyên. Màn hình này sẽ tự tiếp tục. "
        "Nếu phải chờ lâu, vui lòng gọi nhân viên phòng khám.",
        "Answers that were saved are kept. This screen goes on by itself. "
        "If it takes long, please call a member of staff.",
    ),
    # --- welcome
    "welcome_title": ("Tìm hiểu trước khi quyết định", "Understand before you decide"),
    "welcome_lead": (
        "Tài liệu này giúp quý vị chuẩn bị cho buổi nói chuyện với bác sĩ về {procedure}.",
        "This guide helps you get ready to talk with the doctor about {procedure}.",
    ),
    "welcome_procedure": ("thủ thuật mà quý vị quan tâm", "the procedure that you are thinking about"),
    "welcome_which": ("Quý vị muốn tìm hiểu về điều gì?", "What would you like to know about?"),
    "welcome_long": (
        "Mất khoảng {minutes} phút. Quý vị có thể dừng lại, hoặc nói không, bất cứ lúc nào.",
        "It takes about {minutes} minutes. You can stop, or say no, at any time.",
    ),
    "welcome_is": (
        "Quý vị sẽ đọc về lợi ích kỳ vọng, giới hạn, rủi ro và những điều riêng của mình.",
        "You will read about hoped-for benefits, limits, risks and things about you.",
    ),
    "welcome_is_not": (
        "Đây không phải là đồng ý điều trị, không phải khám bệnh và không phải bài kiểm tra.",
        "This is not consent to treatment, not a medical exam and not a test.",
    ),
    "welcome_who": ("Quý vị là ai?", "Who are you?"),
    "name": ("Họ và tên", "Full name"),
    "name_help": ("Như trên giấy tờ của quý vị", "As on your identity papers"),
    "born": ("Ngày sinh", "Date of birth"),
    "born_help": ("Ví dụ: 27 3 1964", "For example: 27 3 1964"),
    "day": ("Ngày", "Day"),
    "month": ("Tháng", "Month"),
    "year": ("Năm", "Year"),
    "record_number": ("Mã hồ sơ (nếu có)", "Record number (if you have one)"),
    "privacy": ("Thông tin của quý vị được giữ thế nào", "How your information is kept"),
    "privacy_default": (
        "{clinic} giữ câu trả lời của quý vị trên máy chủ của phòng khám để bác sĩ đọc và trao đổi với quý vị. "
        "Thông tin không được gửi ra ngoài phòng khám. Quý vị có thể hỏi nhân viên để xem hoặc xóa thông tin của mình.",
        "{clinic} keeps your answers on the clinic's own server, so that the doctor can read them and talk with you. "
        "Nothing is sent outside the clinic. You can ask staff to see your information or to have it deleted.",
    ),
    "start": ("Bắt đầu", "Start"),
    "starting": ("Đang mở…", "Opening…"),
    "not_started": (
        "Chưa mở được trên máy này. Vui lòng bấm “Bắt đầu” một lần nữa.",
        "It could not be opened on this device. Please press “Start” again.",
    ),
    "not_reviewed_title": ("Hiện chưa thể bắt đầu", "This cannot be started yet"),
    "not_reviewed_patient": (
        "Nội dung này còn chờ bác sĩ duyệt. Quý vị không làm gì sai. Vui lòng gọi nhân viên phòng khám.",
        "A doctor has still to review this content. You did nothing wrong. Please call a member of staff.",
    ),
    "not_reviewed_staff": (
        "Dành cho nhân viên: vui lòng nhờ bác sĩ duyệt nội dung bằng cả hai ngôn ngữ, và ghi lại lần duyệt, "
        "rồi mới dùng cho người bệnh.",
        "For staff: before it is used with patients, have a physician review the content in both languages "
        "and record the review.",
    ),
}

_ALL = (
    _WORDS
    | PROBLEM_WORDS
    | READING_WORDS
    | SIGNING_WORDS
    | CALL_WORDS
    | STAFF_WORDS
    | ACCOUNT_WORDS
    | DESK_WORDS
    | CLINIC_WORDS
    | HANDOVER_WORDS
    | PEOPLE_WORDS
)
WORDS = {key: Text(vi=vi, en=en) for key, (vi, en) in _ALL.items()}


def words(language: str, *keys: str) -> dict[str, str]:
    """The texts of these keys in one language, by key."""
    return {key: WORDS[key][language] for key in keys}
