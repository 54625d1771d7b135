namespace Layers.Cli;

/// <summary>The exit codes of the process; docs/tool.md has the same table.</summary>
internal static class ExitCode
{
    /// <summary>Done; the verdict is good.</summary>
    public const int Fine = 0;

    /// <summary>The command, a file or the data is wrong; the error says what and where.</summary>
    public const int Error = 1;

    /// <summary>Done, with a remark: rows that have shifted, models that differ, open questions.</summary>
    public const int Remark = 2;

    /// <summary>Done, and the verdict is bad: rows that differ from training, exports that give other numbers.</summary>
    public const int Bad = 3;

    /// <summary>A fault of the tool.</summary>
    public const int Fault = 4;

    /// <summary>Stopped by Ctrl+C.</summary>
    public const int Stopped = 130;
}
