namespace Layers;

/// <summary>Counts training steps across epochs and reports each time that a given number of them has passed.</summary>
internal sealed class StepCounter(string argument, int every)
{
    private readonly int _every = every >= 1 ? every : throw Throw.BadTrainingArgument(argument, "1 or more", every);

    /// <summary>The number of steps since the last report.</summary>
    public int Seen { get; set; }

    public bool IsTime(int step)
    {
        if (++Seen < _every) return false;
        Seen = 0;
        return true;
    }
}
