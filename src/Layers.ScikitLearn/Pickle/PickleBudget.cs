namespace Layers.ScikitLearn;

/// <summary>Limits the work for a file. A short file can cause much work: with values that it names many times, or data that unpacks to a
/// thousand times its size.</summary>
internal sealed class PickleBudget
{
    // The files of the four releases in the tests use less than a hundredth of these limits.
    private const long LeastSteps = 100_000;
    private const long StepsPerByte = 64;
    private const long LeastWork = 4_000_000;
    private const long WorkPerByte = 64;

    private readonly string _name;
    private long _steps;
    private long _work;

    /// <param name="name">The file, in errors.</param>
    /// <param name="packed">The length of the file.</param>
    /// <param name="unpacked">The number of unpacked bytes; the length of the file if it is not compressed.</param>
    public PickleBudget(string name, long packed, long unpacked)
    {
        _name = name;
        _steps = LeastSteps + StepsPerByte * packed;
        _work = LeastWork + WorkPerByte * unpacked;
    }

    /// <summary>Counts an instruction.</summary>
    public void Step()
    {
        if (--_steps < 0) throw Throw.TooMuchWork(_name);
    }

    /// <summary>Counts bytes, characters or entries that are read again although the file has them once.</summary>
    public void Work(long amount)
    {
        if ((_work -= amount) < 0) throw Throw.TooMuchWork(_name);
    }
}
