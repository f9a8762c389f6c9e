"""The words of the front desk: a new visit, its plan, and the administration of the clinic, in both languages side by side."""

DESK_WORDS: dict[str, tuple[str, str]] = {
    # --- on the patient's screens
    "walk_in_off_title": ("Mời quý vị đến quầy lễ tân", "Please go to the front desk"),
    "walk_in_off": (
        "Nhân viên sẽ nhập kế hoạch của quý vị rồi đưa máy để quý vị đọc.",
        "A member of staff enters what is planned for you, and then gives you the tablet.",
    ),
    "passport_title": ("Dự kiến thực hiện cho quý vị", "What is planned for you"),
    "passport_lead": (
        "Phòng khám đã ghi những thông tin này. Quý vị có thể hỏi về bất kỳ điều nào.",
        "The clinic entered this. You can ask about any of it.",
    ),
    "passport_none": (
        "Phòng khám chưa ghi sẽ dùng sản phẩm nào và dùng bằng cách nào. Quý vị có thể hỏi bác sĩ.",
        "The clinic has not entered which product is planned, and how it would be used. You can ask the doctor.",
    ),
    "not_provided": ("chưa được cung cấp – quý vị có thể hỏi", "not provided – you can ask"),
    # --- a new visit
    "desk_title": ("Lượt khám mới", "New visit"),
    "desk_today": ("Hôm nay: {day} (theo đồng hồ máy chủ)", "Today: {day} (by the server’s clock)"),
    "desk_who": ("1. Người bệnh", "1. The patient"),
    "desk_name": ("Họ và tên", "Full name"),
    "desk_born": ("Ngày sinh (ngày/tháng/năm)", "Date of birth (day/month/year)"),
    "desk_number": ("Mã hồ sơ (nếu có)", "Record number (if any)"),
    "desk_language": ("Người bệnh đọc bằng", "The patient reads in"),
    "language.vi": ("Tiếng Việt", "Vietnamese"),
    "language.en": ("Tiếng Anh", "English"),
    "desk_known": ("Đã có hồ sơ ở đây – có phải người này không?", "Has a record here – is it this person?"),
    "desk_known_line": ("{name} · {born} · {number}lần gần nhất {day}", "{name} · {born} · {number}last {day}"),
    "desk_same": ("Đúng người này: đã có hồ sơ.", "This very person has a record here."),
    "desk_minor": (
        "Dưới 18 tuổi: cần người giám hộ cùng đọc và cùng ký. Hãy ghi tên người giám hộ trước khi đưa máy.",
        "Under 18: a guardian must read along and sign. Name the guardian before handing the tablet over.",
    ),
    "desk_procedure": ("Thủ thuật", "The procedure"),
    "desk_which_procedure": ("Thủ thuật nào?", "Which procedure?"),
    "desk_the_procedure": ("Thủ thuật: {title}", "Procedure: {title}"),
    "desk_product": ("2. Sản phẩm", "2. The product"),
    "desk_other_product": ("Sản phẩm khác, hoặc chưa biết", "Another product, or not known yet"),
    "desk_which_product": ("Sản phẩm nào?", "Which product?"),
    "desk_physician": ("3. Bác sĩ", "3. The physician"),
    "desk_which_physician": ("Bác sĩ nào?", "Which physician?"),
    "desk_other_physician": ("Bác sĩ khác, hoặc chưa biết", "Another one, or not known yet"),
    "desk_plan": ("Hồ sơ sản phẩm và kế hoạch", "Product passport and plan"),
    "desk_plan_help": (
        "Điều chưa biết thì để trống: sẽ ghi là “Chưa nhập”.",
        "Leave blank what is not known.",
    ),
    "desk_remember": ("Lưu sản phẩm này cho những lần sau", "Save this product for the next visits"),
    "desk_flags": ("Xem trước khi người bệnh bắt đầu: {n}", "Look at this before the patient starts: {n}"),
    "desk_flags_none": (
        "Kế hoạch không có gì phải dừng lại xem (không có nghĩa là đủ điều kiện).",
        "Nothing in the plan was flagged (this is not clearance).",
    ),
    "desk_flags_go": (
        "Vẫn bắt đầu được: bác sĩ sẽ thấy những điều này và phải giải quyết từng điều.",
        "The patient can start all the same: the physician sees each of these and must close it.",
    ),
    "desk_start": ("Bắt đầu", "Start"),
    "desk_already": (
        "Người bệnh này đang có một hồ sơ đang đọc. Có thể quầy khác vừa bắt đầu.",
        "This patient has a record that is being read. Another desk may have started it just now.",
    ),
    "desk_open_that": ("Mở hồ sơ đó", "Open that one"),
    "desk_anyway": ("Vẫn bắt đầu một hồ sơ mới", "Start a new one all the same"),
    "desk_choose_this": ("Chọn {name}, {born}", "Choose {name}, {born}"),
    "desk_not_yours": ("Tài khoản này không làm việc ở quầy lễ tân.", "This account does not work at the front desk."),
    # --- what to do about a flag, before the patient starts
    "plan_do.PRODUCT_NOT_ENTERED": (
        "Lấy hộp sản phẩm, nhập đủ tên, nhà sản xuất, nước, nguồn gốc, số lô, hạn dùng, bảo quản. Không có thì báo bác sĩ.",
        "Take the box: enter name, maker, country, source, lot, expiry and storage. If you cannot, tell the physician.",
    ),
    "plan_do.PRODUCT_SOURCE": (
        "Hỏi nhà cung cấp giấy tờ về nguồn gốc. Báo bác sĩ trước khi làm.",
        "Ask the supplier for papers about the source. Tell the physician before anything is done.",
    ),
    "plan_do.PRODUCT_EXPIRED": (
        "Để riêng sản phẩm này, lấy lô còn hạn rồi nhập lại số lô và hạn dùng.",
        "Put this product aside, take a lot that is in date, and enter its lot and expiry.",
    ),
    "plan_do.UNREGISTERED": (
        "Tìm số công bố hoặc số đăng ký và đường dùng đã đăng ký trên giấy tờ. Không có thì báo bác sĩ.",
        "Find the registration and the registered route in the papers. If there is none, tell the physician.",
    ),
    "plan_do.LEGAL_CHECK": (
        "Hỏi người phụ trách pháp lý của phòng khám trước khi làm.",
        "Ask whoever looks after legal matters in the clinic before anything is done.",
    ),
    "plan_do.ROUTE_MISMATCH": (
        "Báo bác sĩ ngay: đường dùng dự kiến phải đổi, hoặc phải chọn sản phẩm khác.",
        "Tell the physician now: the planned route must change, or another product be chosen.",
    ),
    "plan_do.ROUTE_MICRONEEDLING": (
        "Báo bác sĩ: đổi đường dùng hoặc sản phẩm. Chỉ bác sĩ hoặc quản trị viên hạ mức được, kèm lý do.",
        "Tell the physician: change route or product. Only a physician or administrator may lower this, with a reason.",
    ),
    "plan_do.ROUTE_INFUSION": (
        "Dừng lại và báo bác sĩ ngay.",
        "Stop, and tell the physician now.",
    ),
    "plan_do.ROUTE_NOT_ENTERED": (
        "Hỏi bác sĩ sẽ dùng bằng cách nào, rồi nhập.",
        "Ask the physician how it will be used, and enter it.",
    ),
    # --- what cannot be taken
    "procedure.empty": ("Hãy chọn thủ thuật.", "Choose the procedure."),
    "procedure.unknown": (
        "Phòng khám không còn dùng nội dung của thủ thuật này. Hãy chọn lại.",
        "The clinic does not use the content of this procedure any more. Choose again.",
    ),
    "expiry.not_a_day": (
        "Hạn dùng: hãy ghi đúng một ngày, ví dụ 30/06/2027. Nếu trên hộp chỉ có tháng, xem giấy tờ hoặc hỏi nhà cung cấp.",
        "Expiry: write a day, such as 30/06/2027. If the box shows only a month, look in the papers or ask the supplier.",
    ),
    "expiry.no_such_day": ("Hạn dùng: không có ngày này.", "Expiry: there is no such day."),
    "planned_on.not_a_day": (
        "Ngày dự kiến: hãy ghi đúng một ngày, ví dụ 05/12/2026.",
        "Planned date: write a day, such as 05/12/2026.",
    ),
    "planned_on.no_such_day": ("Ngày dự kiến: không có ngày này.", "Planned date: there is no such day."),
    "planned_on.past": (
        "Ngày dự kiến đã qua. Hãy kiểm tra ngày, hoặc đồng hồ máy chủ ghi ở trên.",
        "The planned date has passed. Check it, or the server’s clock above.",
    ),
    "planned_on.far": (
        "Ngày dự kiến còn hơn ba năm nữa. Hãy kiểm tra lại.",
        "The planned date is more than three years away. Check it.",
    ),
    "sessions.not_a_number": ("Số lần: hãy ghi một số từ 1 đến 100.", "Sessions: write a number from 1 to 100."),
    "desk_born.not_a_day": (
        "Ngày sinh: hãy ghi ngày/tháng/năm, ví dụ 27/03/1964.",
        "Date of birth: write day/month/year, such as 27/03/1964.",
    ),
    "desk_too_long": ("{field}: quá dài.", "{field}: too long."),
    "desk_hidden": ("{field}: có ký tự ẩn không dùng được.", "{field}: has hidden characters that cannot be used."),
    "lowering.empty": ("Hãy ghi lý do hạ mức.", "Give the reason for lowering the stop."),
    "lowering.too_long": ("Lý do quá dài.", "The reason is too long."),
    "lowering.hidden": ("Lý do có ký tự ẩn.", "The reason has hidden characters."),
    # --- a visit that is ready
    "ready_title": ("Sẵn sàng cho người bệnh", "Ready for the patient"),
    "ready_plan": ("Xem và sửa kế hoạch", "See and change the plan"),
    "ready_change": ("Sửa kế hoạch", "Change the plan"),
    "ready_save": ("Lưu kế hoạch", "Save the plan"),
    "ready_saved": ("Đã lưu kế hoạch.", "The plan is saved."),
    "ready_stale": (
        "Kế hoạch đã được sửa ở nơi khác. Trang này hiện bản mới; hãy xem lại rồi sửa.",
        "The plan was changed elsewhere. This page shows it as it is now: look at it, then change it.",
    ),
    "ready_flags": ("Bác sĩ cần xem trong kế hoạch: {n}", "In the plan, for the physician to look at: {n}"),
    "ready_over": (
        "Người bệnh đã kết thúc phần của mình: kế hoạch không sửa được nữa.",
        "The patient’s part has ended: the plan cannot be changed any more.",
    ),
    "lower_title": ("Hạ mức dừng thành thận trọng", "Lower this stop to a caution"),
    "lower_reason": ("Lý do (ghi cùng tên và ngày hôm nay)", "Reason (kept with your name and today’s date)"),
    "lower_do": ("Hạ mức", "Lower it"),
}
