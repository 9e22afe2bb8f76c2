<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>Reasons</name>
    <message>
        <source>暂时离开</source>
        <translation>Back in a moment</translation>
    </message>
    <message>
        <source>整理材料</source>
        <translation>Sorting papers</translation>
    </message>
    <message>
        <source>设备维护</source>
        <translation>Equipment</translation>
    </message>
    <message>
        <source>用餐休息</source>
        <translation>Meal break</translation>
    </message>
    <message>
        <source>为什么暂停？</source>
        <translation>Why the pause?</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
</context>
<context>
    <name>Say</name>
    <message>
        <source>窗口终端</source>
        <translation>Window terminal</translation>
    </message>
    <message>
        <source>%1 号窗口</source>
        <translation>Window %1</translation>
    </message>
    <message>
        <source>%1窗口</source>
        <translation>Window %1</translation>
    </message>
    <message>
        <source>服务中</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>暂停服务</source>
        <translation>Paused</translation>
    </message>
    <message>
        <source>未开窗</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>登录</source>
        <translation>Sign in</translation>
    </message>
    <message>
        <source>继续服务</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>开始服务</source>
        <translation>Open now</translation>
    </message>
    <message>
        <source>呼叫下一位</source>
        <translation>Call next</translation>
    </message>
    <message>
        <source>重呼</source>
        <translation>Call again</translation>
    </message>
    <message>
        <source>开始办理</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>办理完成</source>
        <translation>Finish</translation>
    </message>
    <message>
        <source>过号</source>
        <translation>Not here</translation>
    </message>
    <message>
        <source>暂停</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>停止服务</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>签退</source>
        <translation>Sign out</translation>
    </message>
    <message>
        <source>正在登录…</source>
        <translation>Signing in…</translation>
    </message>
    <message>
        <source>正在呼叫…</source>
        <translation>Calling…</translation>
    </message>
    <message>
        <source>正在重呼…</source>
        <translation>Calling again…</translation>
    </message>
    <message>
        <source>请稍候…</source>
        <translation>One moment…</translation>
    </message>
    <message>
        <source>已呼叫</source>
        <translation>Called</translation>
    </message>
    <message>
        <source>办理中</source>
        <translation>Being served</translation>
    </message>
    <message>
        <source>预约</source>
        <translation>Appointment</translation>
    </message>
    <message>
        <source>优先</source>
        <translation>Priority</translation>
    </message>
    <message>
        <source>绿色通道</source>
        <translation>Green channel</translation>
    </message>
    <message>
        <source>工号或密码不对。请再输一次。</source>
        <translation>Staff number or PIN don&apos;t fit. Please type them again.</translation>
    </message>
    <message>
        <source>现在没有人等候。有人取号后再按。</source>
        <translation>No one is waiting. Press again when somebody is.</translation>
    </message>
    <message>
        <source>窗口刚刚有变化，已经更新。请看一眼再按。</source>
        <translation>Something has just changed here. Please look, then press again.</translation>
    </message>
    <message>
        <source>您还在 %1 号窗口登录着。请先在那边签退。</source>
        <translation>You are still signed in at window %1. Please sign out there first.</translation>
    </message>
    <message>
        <source>登录已经结束。请重新登录。</source>
        <translation>Your session has ended. Please sign in again.</translation>
    </message>
    <message>
        <source>%1 正在使用这个窗口。请先签退再换人。</source>
        <translation>%1 has this window. Please sign out before the next one signs in.</translation>
    </message>
    <message>
        <source>现在还不能这样做。请按亮着的按钮。</source>
        <translation>That is not possible yet. Please use a lit button.</translation>
    </message>
    <message>
        <source>这台终端还没有登记好。请联系技术人员。</source>
        <translation>This terminal is not set up yet. Please call the technician.</translation>
    </message>
    <message>
        <source>刚才没有等到答复。请看一眼再按。</source>
        <translation>There was no answer. Please look, then press again.</translation>
    </message>
    <message>
        <source>刚才太忙，没有办成。请再按一次。</source>
        <translation>Too busy a moment ago. Please press again.</translation>
    </message>
    <message>
        <source>这次没有办成。请再按一次。</source>
        <translation>That did not work. Please press again.</translation>
    </message>
    <message>
        <source>正在连接叫号系统…</source>
        <translation>Connecting…</translation>
    </message>
    <message>
        <source>连不上叫号系统，正在重新连接。请先口头招呼。</source>
        <translation>No connection; trying again. Please call people by voice for now.</translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>请登录</source>
        <translation>Please sign in</translation>
    </message>
    <message>
        <source>工号</source>
        <translation>Staff number</translation>
    </message>
    <message>
        <source>密码</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>回车</source>
        <translation>Enter</translation>
    </message>
</context>
<context>
    <name>TicketHere</name>
    <message>
        <source>当前无人办理</source>
        <translation>No one at the window</translation>
    </message>
</context>
<context>
    <name>VerbButton</name>
    <message>
        <source>正在连接…</source>
        <translation>Connecting…</translation>
    </message>
    <message>
        <source>连接中断，正在重连…</source>
        <translation>Away, reconnecting…</translation>
    </message>
</context>
<context>
    <name>Waiting</name>
    <message>
        <source>无人等候</source>
        <translation>No one waiting</translation>
    </message>
    <message>
        <source>%1 人 · 最久 %2 分</source>
        <translation>%1 · up to %2 min</translation>
    </message>
</context>
<context>
    <name>Work</name>
    <message>
        <source>空格</source>
        <translation>Space</translation>
    </message>
</context>
</TS>
