namespace Layers.Cli;

/// <summary>What the exit code of the process says; docs/tool.md has the same table.</summary>
internal static class ExitCode
{
    /// <summary>Done; of a verdict: nothing to remark.</summary>
    public const int Fine = 0;

    /// <summary>The command, a file or the data are wrong; the error says what and where.</summary>
    public const int Error = 1;

    /// <summary>Done, with something to look at: rows that have shifted, models that differ, questions that are open.</summary>
    public const int Remark = 2;

    /// <summary>Done, and the answer is bad: rows unlike training, exports that give other numbers.</summary>
    public const int Bad = 3;

    /// <summary>A fault of the tool.</summary>
    public const int Fault = 4;

    /// <summary>Stopped by Ctrl+C.</summary>
    public const int Stopped = 130;
}
