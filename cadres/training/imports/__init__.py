"""The workbooks of training: classes, who attends them, what was paid to support them (A3, A22)."""

from cadres.training.imports.allowances import AllowanceResource
from cadres.training.imports.classes import ClassResource
from cadres.training.imports.enrolments import EnrolmentResource
from cells.organizations.imports import names_on
from sinho.accounts.roles import Permission
from sinho.imports.kinds import WorkbookKind

CLASSES = WorkbookKind(
    code="classes",
    title="Lớp đào tạo",
    description="Lớp đào tạo, bồi dưỡng: loại, nội dung, trình độ, nơi học, thời gian, quyết định, kinh phí.",
    thing="lớp",
    sheet="Lớp đào tạo",
    intro=(
        "Mỗi dòng một lớp; lớp có thể chưa khai giảng. Tệp đi qua đúng quy tắc của trang Đào tạo.",
        "Mẫu này ghi thêm lớp, không ghi đè lớp đã có; sửa, hủy lớp thì ghi ở trang của lớp.",
    ),
    resource=ClassResource,
    names=names_on,
    place=9,
    weight=3,
    needs=Permission.MANAGE_STAFF,
    export_needs=(Permission.EXPORT_STAFF,),
)
ENROLMENTS = WorkbookKind(
    code="enrolments",
    title="Người học",
    description="Cán bộ, công chức xã được cử đi học: lớp, quyết định, kết quả, chứng chỉ thành trình độ của họ.",
    thing="người học",
    sheet="Người học",
    intro=(
        "Mỗi dòng một cán bộ, công chức xã trong một lớp; người và lớp đã có trong hệ thống.",
        "Mẫu này ghi danh, ghi kết quả của người đang học, chứng chỉ của người hoàn thành; không ghi đè việc đã ghi.",
        "Cấp ủy viên, chuyên cần và đính chính thì ghi ở trang của lớp; tệp xuất ra để trống số căn cước.",
    ),
    resource=EnrolmentResource,
    names=names_on,
    place=10,
    weight=5,
    needs=Permission.MANAGE_STAFF,
    export_needs=(Permission.EXPORT_STAFF,),
)
ALLOWANCES = WorkbookKind(
    code="allowances",
    title="Chi hỗ trợ đi học",
    description="Tiền hỗ trợ cán bộ, công chức xã đi học đã chi: mức một tháng, tháng, phiếu chi, ngày chi.",
    thing="tháng đã chi",
    sheet="Chi hỗ trợ",
    intro=(
        "Mỗi dòng một tháng, hoặc nhiều tháng liền của một năm, chi cho một người; dự toán của năm phải có trước.",
        "Tháng chưa duyệt hỗ trợ thì ghi số, ngày quyết định: hệ thống duyệt mức ấy cho các tháng liền nhau trong tệp.",
        "Mỗi tháng chi một lần, không quá dự toán của năm; chi nhầm thì ghi thu hồi ở trang Hỗ trợ.",
    ),
    resource=AllowanceResource,
    names=names_on,
    place=11,
    weight=6,
    needs=Permission.MANAGE_SUPPORT,
    export_needs=(Permission.EXPORT_STAFF,),
)
KINDS = (CLASSES, ENROLMENTS, ALLOWANCES)
