"""The words of the screens from checking one's answers to handing the tablet back, in both languages."""

SIGNING_WORDS: dict[str, tuple[str, str]] = {
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
    "mark_hint": (
        "Quý vị chạm hoặc vẽ một dấu vào khung. Người làm chứng ghi tên ở dưới.",
        "Touch the box, or draw any mark in it. The witness writes their name below.",
    ),
    "pad_undo": ("Bỏ nét cuối", "Undo"),
    "pad_clear": ("Xóa hết", "Clear"),
    "pad_status": ("Đã có {n} nét", "{n} strokes drawn"),
    "typed_label": ("Gõ họ và tên của quý vị", "Type your full name"),
    "witness_label": ("Họ và tên nhân viên làm chứng", "Full name of the member of staff who is the witness"),
    "printed_name": ("Người ký", "Signing"),
    "do_sign": ("Ký xác nhận đã đọc", "Sign that I have read this"),
    "do_later": ("Tôi cần thêm thời gian", "I want more time"),
    "do_no": ("Tôi không làm, cảm ơn", "No, thank you"),
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
}
