//! What a command reads: files, folders, lists.

use std::path::{Path, PathBuf};

use crate::batch::{Shard, Wanted, is_archive};

/// The inputs of a command that reads many files.
#[derive(Debug, clap::Args)]
pub(crate) struct InputArguments {
    /// Reports, folders or archives of reports, or `-` for standard input（报告文件、目录或
    /// 压缩包）
    #[arg(required_unless_present = "from_file", value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// File that lists further paths, one a line; `-` for standard input（路径清单文件）
    #[arg(long, value_name = "LIST")]
    from_file: Vec<PathBuf>,
    /// Read only those files of folders that this glob fits, as *.pdf or 2023/**
    /// （只读匹配的文件）
    #[arg(long, value_name = "GLOB")]
    pub(crate) include: Vec<String>,
    /// Leave out the files and folders that this glob fits（排除匹配的文件和目录）
    #[arg(long, value_name = "GLOB")]
    pub(crate) exclude: Vec<String>,
    /// Read hidden files too, and the ~$ files of office programs（包括隐藏文件）
    #[arg(long)]
    pub(crate) hidden: bool,
    /// Read only part K of N, for runs on several machines; `jiaokan merge` joins the
    /// results（分片）
    #[arg(long, value_name = "K/N")]
    pub(crate) shard: Option<Shard>,
}

impl InputArguments {
    /// The file, if no more than one was named.
    pub(crate) fn single(&self) -> Option<&Path> {
        match (&*self.paths, &*self.from_file, self.shard) {
            ([file], [], None) if !file.is_dir() && !is_archive(file) => Some(file),
            _ => None,
        }
    }

    /// The paths that were named.
    pub(crate) fn paths(&self) -> &[PathBuf] {
        &self.paths
    }

    /// The lists that were named.
    pub(crate) fn lists(&self) -> &[PathBuf] {
        &self.from_file
    }

    /// What is to be found. Nothing in `output` is input.
    pub(crate) fn wanted(&self, output: Option<PathBuf>) -> Wanted {
        Wanted {
            paths: self.paths.clone(),
            lists: self.from_file.clone(),
            include: self.include.clone(),
            exclude: self.exclude.clone(),
            hidden: self.hidden,
            output,
        }
    }
}
