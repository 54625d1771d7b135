namespace Layers;

/// <summary>Says when so many steps have passed, across epochs.</summary>
internal sealed class StepCounter(string argument, int every)
{
    private readonly int _every = every >= 1 ? every : throw Throw.BadTrainingArgument(argument, "1 or more", every);

    /// <summary>How many steps have passed since the last time.</summary>
    public int Seen { get; set; }

    public bool IsTime(int step)
    {
        if (++Seen < _every) return false;
        Seen = 0;
        return true;
    }
}
