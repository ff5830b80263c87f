//! The layouts that are built in.

/// Path under `patterns/`, and text of each.
pub(crate) const BUILTIN: &[(&str, &str)] = &[
    (
        "forms/beijing-department.toml",
        include_str!("../../../patterns/forms/beijing-department.toml"),
    ),
    (
        "forms/beijing-project-table.toml",
        include_str!("../../../patterns/forms/beijing-project-table.toml"),
    ),
    (
        "forms/chongqing-department-table.toml",
        include_str!("../../../patterns/forms/chongqing-department-table.toml"),
    ),
    (
        "forms/fiscal-evaluation-report.toml",
        include_str!("../../../patterns/forms/fiscal-evaluation-report.toml"),
    ),
    (
        "forms/guangdong-department.toml",
        include_str!("../../../patterns/forms/guangdong-department.toml"),
    ),
    ("forms/guangdong-target.toml", include_str!("../../../patterns/forms/guangdong-target.toml")),
    (
        "forms/hubei-project-table.toml",
        include_str!("../../../patterns/forms/hubei-project-table.toml"),
    ),
    ("forms/hubei-target.toml", include_str!("../../../patterns/forms/hubei-target.toml")),
    ("forms/hunan-department.toml", include_str!("../../../patterns/forms/hunan-department.toml")),
    (
        "forms/ministry-cost-level1.toml",
        include_str!("../../../patterns/forms/ministry-cost-level1.toml"),
    ),
    (
        "forms/ministry-project-table.toml",
        include_str!("../../../patterns/forms/ministry-project-table.toml"),
    ),
    (
        "forms/ministry-transfer-table.toml",
        include_str!("../../../patterns/forms/ministry-transfer-table.toml"),
    ),
    (
        "forms/shanghai-target-declaration.toml",
        include_str!("../../../patterns/forms/shanghai-target-declaration.toml"),
    ),
    (
        "forms/sichuan-project-table.toml",
        include_str!("../../../patterns/forms/sichuan-project-table.toml"),
    ),
    (
        "forms/target-declaration.toml",
        include_str!("../../../patterns/forms/target-declaration.toml"),
    ),
    (
        "forms/yunnan-final-account.toml",
        include_str!("../../../patterns/forms/yunnan-final-account.toml"),
    ),
];
