//! What a command reads: files, folders, lists.

use std::path::{Path, PathBuf};

use super::wrong::Wrong;
use crate::batch::{Shard, Wanted, is_archive};
use crate::words::words;

/// The inputs of a command that reads many files.
#[derive(Debug, clap::Args)]
pub(crate) struct InputArguments {
    /// Reports, folders or archives of reports, or `-` for standard input
    /// （报告文件、目录或压缩包；- 为标准输入）
    #[arg(required_unless_present = "from_file", value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// File that lists further paths, one a line; `-` for standard input
    /// （列有更多路径的文件，每行一个；- 为标准输入）
    #[arg(long, value_name = "LIST")]
    from_file: Vec<PathBuf>,
    /// Read only those files of folders that this glob fits, as *.pdf or 2023/**
    /// （目录中只读匹配的文件，如 *.pdf、2023/**）
    #[arg(long, value_name = "GLOB")]
    pub(crate) include: Vec<String>,
    /// Leave out the files and folders that this glob fits
    /// （排除目录中匹配的文件和目录）
    #[arg(long, value_name = "GLOB")]
    pub(crate) exclude: Vec<String>,
    /// Read hidden files too, and the ~$ files of office programs
    /// （也读取隐藏文件和办公软件的 ~$ 临时文件）
    #[arg(long)]
    pub(crate) hidden: bool,
    /// Leave out links in folders instead of reading what they lead to
    /// （不读取目录中的符号链接）
    #[arg(long)]
    pub(crate) no_follow: bool,
    /// Read only part K of N, for runs on several machines; `jiaokan merge` joins the
    /// results（只读第 K 份，共 N 份，供多台机器分工；结果用 jiaokan merge 合并）
    #[arg(long, value_name = "K/N", value_parser = shard)]
    pub(crate) shard: Option<Shard>,
}

/// A part of the inputs as K/N.
fn shard(text: &str) -> Result<Shard, Wrong> {
    text.parse()
        .map_err(|problem| Wrong(words!(en: "{problem}", zh: "应为 K/N，K 从 1 到 N，如 2/8")))
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
            no_follow: self.no_follow,
            output,
            extractions: false,
        }
    }
}
