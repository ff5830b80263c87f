@echo off
rem Opens a window in which the commands of jiaokan can be typed.
rem It stays open: a window of jiaokan.exe alone closes as soon as it has spoken.
chcp 65001 >nul
set "LANG=zh_CN.UTF-8"
set "PATH=%~dp0;%PATH%"
title jiaokan
cd /d "%USERPROFILE%"
jiaokan
cmd /k
