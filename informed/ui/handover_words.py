"""The words of handing a tablet over and of PINs, in both languages side by side."""

HANDOVER_WORDS: dict[str, tuple[str, str]] = {
    # --- the staff's screen
    "handover_title": ("Trao máy cho người bệnh", "Hand over to the patient"),
    "handover_do": ("Trao máy cho người bệnh", "Hand over to the patient"),
    "handover_closed": (
        "Phần của người bệnh đã xong ({status}). Hồ sơ này không trao được nữa.",
        "The patient's part is over ({status}). This record cannot be handed over any more.",
    ),
    "handover_elsewhere": (
        "Hồ sơ này đang mở trên một máy. Khi trao lại, máy đó sẽ đóng; câu trả lời đã lưu vẫn còn.",
        "This record is open on a device now. Handing it over again closes it there; answers that were saved are kept.",
    ),
    "handover_here_title": ("Trên máy này", "On this tablet"),
    "handover_here": (
        "Máy chỉ còn mở phần đọc của người bệnh này. Chỉ nhận lại được bằng mã PIN của anh/chị.",
        "The tablet then shows this patient's visit and nothing else. Your PIN takes it back.",
    ),
    "handover_here_do": ("Khoá máy và trao", "Lock the tablet and hand it over"),
    "handover_other_title": ("Trên máy khác hoặc điện thoại", "On another tablet or a phone"),
    "handover_other": (
        "Tạo một mã dùng được một lần, trong {minutes} phút. Chỉ cho máy chưa mở phần đọc nào khác.",
        "Make a code that works once, within {minutes} minutes, for a device that has no other visit open.",
    ),
    "handover_make": ("Tạo mã", "Make a code"),
    "handover_again": ("Tạo mã mới", "Make a new code"),
    "handover_scan": ("Quét mã QR bằng máy ảnh", "Scan the QR code with the camera"),
    "handover_type": ("Hoặc mở {address} và nhập:", "Or open {address} and enter:"),
    "handover_until": ("Dùng được đến {time}", "Works until {time}"),
    "handover_qr": (
        "Mã QR mở trang nhập mã trên máy khác",
        "QR code that opens the page for the code on another device",
    ),
    "handover_used": ("Đã mở trên máy khác lúc {time}.", "Opened on the other device at {time}."),
    "handover_expired": ("Mã đã hết hạn.", "The code is too old now."),
    "handover_loopback": (
        "Địa chỉ {address} chỉ mở được trên chính máy chủ. Hãy mở trang này qua địa chỉ mạng của máy chủ, "
        "hoặc đặt INFORMED_PUBLIC_ORIGINS.",
        "The address {address} works only on the server itself. Open this page by the server's address in the network, "
        "or set INFORMED_PUBLIC_ORIGINS.",
    ),
    # --- PINs
    "pin_title": ("Mã PIN của tôi", "My PIN"),
    "pin_lead": (
        "Mã PIN dùng để nhận lại máy đã trao cho người bệnh. Sau năm lần nhập sai phải đăng nhập bằng mật khẩu.",
        "The PIN takes back a tablet that you handed to a patient. After five wrong tries a full sign-in is needed.",
    ),
    "pin_first": (
        "Trước khi trao máy lần đầu, hãy chọn mã PIN của anh/chị.",
        "Before you hand a tablet over for the first time, choose your PIN.",
    ),
    "pin_has": ("Anh/chị đã có mã PIN. Có thể chọn mã khác.", "You have a PIN. You can choose another."),
    "pin_new": ("Mã PIN mới (6 đến 12 chữ số)", "New PIN (6 to 12 digits)"),
    "pin_again": ("Nhập lại mã PIN", "The PIN once more"),
    "pin_password": ("Mật khẩu của anh/chị", "Your password"),
    "pin_save": ("Lưu mã PIN", "Save the PIN"),
    "pin_saved": ("Đã lưu mã PIN.", "The PIN is saved."),
    "pin_wrong": ("Mật khẩu chưa đúng.", "The password is not right."),
    "pin_wait": ("Đã thử quá nhiều lần. Vui lòng đợi rồi thử lại.", "Too many tries. Wait a moment, then try again."),
    "pin_fresh": (
        "Hãy đăng nhập lại ở dịch vụ đăng nhập trước, rồi chọn mã PIN trong vòng hai phút.",
        "Sign in again at the sign-in service first, then choose the PIN within two minutes.",
    ),
    "pin_fresh_do": ("Đăng nhập lại", "Sign in again"),
    "pin.digits": ("Mã PIN chỉ gồm chữ số.", "A PIN has digits only."),
    "pin.length": ("Mã PIN phải có 6 đến 12 chữ số.", "A PIN has 6 to 12 digits."),
    "pin.common": (
        "Mã PIN này quá dễ đoán, như 123456 hoặc 112211. Hãy chọn mã khác.",
        "This PIN is guessed first, like 123456 or 112211. Choose another.",
    ),
    "pin.differs": ("Hai lần nhập không giống nhau.", "The two PINs are not the same."),
    # --- the administration of accounts
    "account_do.pin": ("Xoá mã PIN", "Take the PIN away"),
    "account_sure.pin": (
        "Mã PIN của {name} hết hiệu lực ngay. Người đó chọn mã mới trước lần trao máy tới.",
        "The PIN of {name} stops working at once. That person chooses another before handing a tablet over.",
    ),
    # --- the patient's screens
    "have_code": ("Tôi có mã của phòng khám", "I have a code from the clinic"),
    "tablet_back": (
        "Dành cho nhân viên: nhận lại máy",
        "For staff: take the tablet back",
    ),
}
