namespace Layers;

/// <summary>Says when so many steps have passed, across epochs.</summary>
internal sealed class StepCounter(string argument, int every)
{
    private readonly int _every = every >= 1 ? every : throw Throw.BadTrainingArgument(argument, "1 or more", every);
    private int _seen;

    public bool IsTime(int step)
    {
        if (++_seen < _every) return false;
        _seen = 0;
        return true;
    }
}
