"""The words of the screens on which a patient reads and answers, in both languages."""

READING_WORDS: dict[str, tuple[str, str]] = {
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
}
