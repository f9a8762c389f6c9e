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
    "stop_title": ("Quý vị muốn dừng lại?", "Do you want to stop?"),
    "stop_lead": (
        "Câu trả lời của quý vị được giữ lại. Không cần nêu lý do. Muốn đọc tiếp, bấm “Quay lại”.",
        "Your answers are kept. You need not give a reason. To go on reading, press “Back”.",
    ),
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
    # --- what cannot be taken, by field and reason
    "name.empty": ("Vui lòng nhập họ và tên", "Enter your full name"),
    "name.no_letter": ("Họ và tên cần có ít nhất một chữ cái", "The name needs at least one letter"),
    "name.too_long": (
        "Họ và tên dài quá 300 ký tự. Vui lòng viết ngắn hơn",
        "The name is longer than 300 characters. Shorten it",
    ),
    "name.hidden": (
        "Họ và tên có ký tự ẩn làm đảo chữ. Vui lòng gõ lại tên",
        "The name holds a hidden sign that turns the writing round. Type the name again",
    ),
    "born.empty": ("Vui lòng nhập ngày, tháng và năm sinh", "Enter the day, month and year of birth"),
    "born.numbers": (
        "Ngày sinh chỉ gồm số, ví dụ 27 3 1964",
        "The date of birth is numbers only, for example 27 3 1964",
    ),
    "born.year": ("Năm sinh có bốn chữ số, ví dụ 1964", "The year of birth has four digits, for example 1964"),
    "born.no_such_day": (
        "Không có ngày này trong lịch. Vui lòng xem lại",
        "There is no such day. Check the day, month and year",
    ),
    "born.future": (
        "Ngày sinh nằm trong tương lai. Vui lòng xem lại năm",
        "The date of birth is in the future. Check the year",
    ),
    "born.too_old": (
        "Ngày sinh cách đây hơn 120 năm. Vui lòng xem lại năm",
        "The date of birth is over 120 years ago. Check the year",
    ),
    "record_number.too_long": ("Mã hồ sơ dài quá 60 ký tự", "The record number is longer than 60 characters"),
    "record_number.hidden": (
        "Mã hồ sơ có ký tự ẩn. Vui lòng gõ lại",
        "The record number holds a hidden sign. Type it again",
    ),
    "ink.empty": ("Vui lòng ký vào khung", "Sign in the box"),
    "ink.dot": (
        "Nét ký quá ngắn. Vui lòng ký lại, hoặc chọn cách khác",
        "The signature is too short. Sign again, or choose another way",
    ),
    "ink.too_much": ("Nét ký quá dài. Vui lòng xóa rồi ký lại", "There is too much ink. Clear it and sign again"),
    "ink.unreadable": (
        "Chưa đọc được nét ký. Vui lòng xóa rồi ký lại",
        "The signature could not be read. Clear it and sign again",
    ),
    "typed.empty": ("Vui lòng gõ họ và tên để ký", "Type your name to sign"),
    "typed.too_long": (
        "Tên dài quá 300 ký tự. Vui lòng viết ngắn hơn",
        "The name is longer than 300 characters. Shorten it",
    ),
    "typed.hidden": ("Tên có ký tự ẩn. Vui lòng gõ lại", "The name holds a hidden sign. Type it again"),
    "witness.empty": ("Vui lòng nhập tên người làm chứng", "Enter the name of the witness"),
    "witness.too_long": (
        "Tên dài quá 300 ký tự. Vui lòng viết ngắn hơn",
        "The name is longer than 300 characters. Shorten it",
    ),
    "witness.hidden": ("Tên có ký tự ẩn. Vui lòng gõ lại", "The name holds a hidden sign. Type it again"),
    # --- cards
    "understood": ("Tôi hiểu", "I understand"),
    "unsure": ("Tôi chưa chắc – tôi sẽ hỏi bác sĩ", "I'm not sure – I'll ask the doctor"),
    "ask": ("Tôi muốn hỏi điều này", "I want to ask about this"),
    "asked": ("Sẽ hỏi bác sĩ", "I will ask the doctor"),
    "terms": ("Nghĩa của từ:", "What it means:"),
    "missing": ("Vui lòng chọn một câu trả lời", "Choose an answer"),
    "summary": ("Còn câu chưa trả lời", "There is something left to answer"),
    "saved": ("Đã lưu", "Saved"),
    "saving": ("Đang lưu…", "Saving…"),
    "unsaved": ("Chưa lưu được – đang thử lại", "Not saved yet – trying again"),
    "refused": ("Câu trả lời này không còn nhận được nữa", "This answer can no longer be taken"),
    "refused_long": ("Câu trả lời quá dài. Vui lòng viết ngắn hơn", "The text is too long. Shorten it"),
    "refused_hidden": ("Câu trả lời có ký tự ẩn. Vui lòng gõ lại", "The text holds a hidden sign. Type it again"),
    "why": ("Vì sao chúng tôi nói điều này?", "Why do we say this?"),
    "why_sources": ("Nguồn: {sources}", "Sources: {sources}"),
    "certainty.high": ("Đã được chứng minh rõ trên người.", "Well shown in people."),
    "certainty.moderate": ("Có lẽ đúng.", "Probably true."),
    "certainty.low": ("Có thể đúng. Chỉ có nghiên cứu nhỏ.", "May be true. Small studies only."),
    "certainty.very_low": ("Còn rất không chắc chắn.", "We are very unsure."),
    "certainty.n/a": ("Thông tin, quy định hoặc lời khuyên.", "Fact, rule or advice."),
    "source.secondary": ("đọc qua nguồn thứ cấp", "seen through a secondary source"),
    "source.physician_pending": ("chờ bác sĩ xác nhận", "to be confirmed by a physician"),
    "listen": ("Nghe", "Listen"),
    "listen_page": ("Nghe cả trang", "Listen to this page"),
    "listening": ("Đang đọc…", "Reading aloud…"),
    "stop_listening": ("Dừng đọc", "Stop reading"),
    # --- topics
    "topic_how": ("Đọc từng ý, rồi chọn một câu trả lời.", "Read each point, then choose one answer."),
    "topic_read": (
        "Đọc từng ý. Nếu muốn hỏi bác sĩ về ý nào, bấm nút bên dưới ý đó.",
        "Read each point. To ask the doctor about one, press the button under it.",
    ),
    "told_claims": (
        "Quý vị đã nghe, hoặc đang mong, điều nào sau đây?",
        "Which of these have you heard, or do you hope for?",
    ),
    "told_claims_help": (
        "Chọn bao nhiêu câu cũng được, hoặc không chọn câu nào. Câu trả lời hiện ra ngay bên dưới.",
        "Tick as many as you like, or none. What we know about each appears below.",
    ),
    "told_title": ("Những điều quý vị đã nghe", "What you were told"),
    # --- comprehension question
    "question_title": ("Một câu hỏi ngắn", "One short question"),
    "question_title_2": ("Hai câu hỏi ngắn", "Two short questions"),
    "question_lead": (
        "Đây không phải bài kiểm tra. Câu trả lời giúp bác sĩ biết điều gì cần nói rõ hơn với quý vị.",
        "This is not a test. Your answer helps the doctor see what to explain better.",
    ),
    "check_answer": ("Xem giải thích", "See the explanation"),
    "right": ("Đúng vậy.", "That is right."),
    "try_again": ("Chưa đúng. Quý vị có thể chọn lại một lần nữa.", "Not quite. You can choose once more."),
    "talk": ("Bác sĩ sẽ nói rõ hơn điều này với quý vị.", "The doctor will explain this to you."),
    "question_missing": (
        "Chọn một câu rồi bấm “Xem giải thích”, hoặc chọn “Tôi không chắc”",
        "Choose one and press “See the explanation”, or choose “I am not sure”",
    ),
    # --- about you
    "you_caption": ("Những điều riêng của quý vị · {number} trong {total}", "Things about you · {number} of {total}"),
    "you_lead": (
        "Quý vị không bắt buộc phải trả lời. Bác sĩ sẽ xem những điều này trước tiên.",
        "You do not have to answer. The doctor will look at this first.",
    ),
    "flagged": ("Cảm ơn quý vị. Bác sĩ sẽ xem điều này trước tiên.", "Thank you. Your doctor will look at this first."),
    # --- your questions
    "ask_doctor": ("Quý vị muốn hỏi bác sĩ điều gì?", "What do you want to ask the doctor?"),
    "ask_doctor_help": ("Chọn bao nhiêu câu cũng được.", "Tick as many as you like."),
    "own_question": ("Câu hỏi khác của quý vị", "Your own question"),
    "own_question_help": ("Viết theo lời của quý vị. Có thể để trống.", "In your own words. You can leave this empty."),
    # --- check your answers
    "check_title": ("Xem lại câu trả lời của quý vị", "Check your answers"),
    "check_lead": (
        "Chưa có gì hoàn tất cho đến khi quý vị ký ở trang sau. Bấm “Đổi” để đổi câu trả lời. "
        "Nếu tên hoặc ngày sinh chưa đúng, xin báo nhân viên trước khi ký.",
        "Nothing is final until you sign on the next page. Press “Change” to change an answer. "
        "If the name or the date of birth is wrong, tell a member of staff before you sign.",
    ),
    "change": ("Đổi", "Change"),
    "not_answered": ("Chưa trả lời", "Not answered"),
    "your_questions": ("Câu hỏi cho bác sĩ", "Questions for the doctor"),
    "your_details": ("Thông tin của quý vị", "Your details"),
    "about_you": ("Những điều riêng của quý vị", "Things about you"),
    "short_questions": ("Câu hỏi ngắn", "Short questions"),
    "none": ("Không có", "None"),
    # --- sign
    "sign_title": ("Quý vị muốn làm gì tiếp?", "What would you like to do?"),
    "sign_lead": (
        "Cả ba lựa chọn đều tốt. Không lựa chọn nào làm thay đổi cách phòng khám chăm sóc quý vị.",
        "All three choices are fine. None of them changes how the clinic cares for you.",
    ),
    "sign_means": ("Chữ ký của quý vị có nghĩa là", "What your signature means"),
    "sign_how": ("Quý vị muốn ký bằng cách nào?", "How would you like to sign?"),
    "drawn": ("Ký bằng tay", "Draw my signature"),
    "typed": ("Gõ họ tên", "Type my name"),
    "mark": ("Điểm chỉ hoặc đánh dấu, có người làm chứng", "Make a mark, with a witness"),
    "pad_label": ("Khung ký tên", "Signature box"),
    "pad_hint": (
        "Ký bằng ngón tay, bút cảm ứng hoặc chuột. Nếu khó ký, hãy chọn “Gõ họ tên” ở trên.",
        "Sign with a finger, a stylus or a mouse. If that is hard, choose “Type my name” above.",
    ),
    "pad_undo": ("Bỏ nét cuối", "Undo"),
    "pad_clear": ("Xóa hết", "Clear"),
    "pad_status": ("Đã có {n} nét", "{n} strokes drawn"),
    "typed_label": ("Gõ họ và tên của quý vị", "Type your full name"),
    "witness_label": ("Họ và tên nhân viên làm chứng", "Full name of the member of staff who is the witness"),
    "printed_name": ("Người ký", "Signing"),
    "do_sign": ("Ký xác nhận đã đọc", "Sign that I have read this"),
    "do_later": ("Tôi cần thêm thời gian", "I want more time"),
    "do_no": ("Không, cảm ơn", "No, thank you"),
    "minor_title": ("Vui lòng gọi nhân viên phòng khám", "Please call a member of staff"),
    "minor": (
        "Người dưới 18 tuổi không ký một mình. Câu trả lời của quý vị đã được lưu. "
        "Nhân viên sẽ mời cha, mẹ hoặc người giám hộ cùng tham gia.",
        "A person under 18 does not sign alone. Your answers are kept. "
        "A member of staff will ask a parent or guardian to join.",
    ),
    # --- done
    "done_signed": ("Cảm ơn quý vị. Đã ký xong", "Thank you. You have signed"),
    "done_deferred": ("Quý vị cứ thong thả", "Take all the time you need"),
    "done_declined": ("Cảm ơn quý vị đã cho biết", "Thank you for telling us"),
    "done_number": ("Mã số: {id}", "Number: {id}"),
    "next_signed": (
        "Bác sĩ sẽ đọc câu trả lời và nói chuyện với quý vị. Quý vị vẫn có thể đổi ý bất cứ lúc nào.",
        "The doctor will read your answers and talk with you. You can still change your mind at any time.",
    ),
    "next_deferred": (
        "Câu trả lời của quý vị đã được lưu. Khi sẵn sàng, quý vị có thể làm tiếp, hoặc hỏi bác sĩ trước.",
        "Your answers are kept. Go on when you are ready, or ask the doctor first.",
    ),
    "next_declined": (
        "Không cần nêu lý do. Quý vị vẫn có thể nói chuyện với bác sĩ về những lựa chọn khác.",
        "You need not give a reason. You can still talk with the doctor about other choices.",
    ),
    "hotline": ("Có câu hỏi, xin gọi {hotline}.", "Questions? Call {hotline}."),
    "go_on": ("Làm tiếp bây giờ", "Go on now"),
    "hand_back_title": ("Trả máy cho nhân viên", "Hand the tablet back"),
    "hand_back": ("Xong, trả máy", "Done, hand back the tablet"),
    "hand_back_help": (
        "Sau khi bấm, máy này không còn hiện thông tin của quý vị.",
        "After this, the tablet shows nothing about you any more.",
    ),
    "copy_title": ("Bản của quý vị", "Your copy"),
    "copy_read": (
        "Quý vị có thể đọc lại tại đây. Nhân viên sẽ in cho quý vị một bản.",
        "Read it here. Staff will print a copy for you.",
    ),
    "copy_download": ("Tải bản PDF", "Download the PDF"),
    # --- staff
    "staff_title": ("Hồ sơ người bệnh", "Records"),
    "staff_none": (
        "Chưa có hồ sơ nào. Hồ sơ xuất hiện ở đây khi người bệnh bắt đầu.",
        "No records yet. They appear here when a patient starts.",
    ),
    "staff_patient": ("Người bệnh", "Patient"),
    "staff_read": ("Đọc lần cuối", "Last read"),
    "staff_status": ("Tình trạng", "Status"),
    "staff_attention": ("Cần xem", "Needs a look"),
    "staff_document": ("Tài liệu", "Document"),
    "staff_open_pdf": ("Mở PDF", "Open PDF"),
    "staff_no_pdf": ("Chưa có", "Not yet"),
    "staff_stops": ("{n} phải dừng", "{n} stop"),
    "staff_cautions": ("{n} thận trọng", "{n} caution"),
    "staff_unsure": ("{n} chưa chắc", "{n} unsure"),
    "staff_questions": ("{n} câu hỏi", "{n} questions"),
    "staff_quiet": ("Không có gì được đánh dấu", "Nothing marked"),
    "staff_older": ("Hồ sơ cũ hơn", "Older records"),
    "staff_newest": ("Về hồ sơ mới nhất", "Back to the newest"),
    "staff_who": ("Đang đăng nhập: {name}", "Signed in: {name}"),
    "sign_out": ("Đăng xuất", "Sign out"),
    "status.open": ("Đang đọc", "Reading"),
    "status.signed": ("Đã ký", "Signed"),
    "status.deferred": ("Cần thêm thời gian", "More time"),
    "status.declined": ("Từ chối", "Declined"),
}

_ALL = _WORDS | CALL_WORDS | STAFF_WORDS | ACCOUNT_WORDS | DESK_WORDS | CLINIC_WORDS | HANDOVER_WORDS | PEOPLE_WORDS
WORDS = {key: Text(vi=vi, en=en) for key, (vi, en) in _ALL.items()}


def words(language: str, *keys: str) -> dict[str, str]:
    """The texts of these keys in one language, by key."""
    return {key: WORDS[key][language] for key in keys}
