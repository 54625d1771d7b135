namespace Layers.ScikitLearn;

/// <summary>How much work a file may ask for. A short file can ask for a lot of it: values that it names again and again, or data that
/// unpacks to a
/// thousand times its size.</summary>
internal sealed class PickleBudget
{
    // No file of the four releases in the tests comes near a hundredth of these.
    private const long LeastSteps = 100_000;
    private const long StepsPerByte = 64;
    private const long LeastWork = 4_000_000;
    private const long WorkPerByte = 64;

    private readonly string _name;
    private long _steps;
    private long _work;

    /// <param name="name">The file, in errors.</param>
    /// <param name="packed">Its length.</param>
    /// <param name="unpacked">How many bytes it unpacks to; its length where it is not compressed.</param>
    public PickleBudget(string name, long packed, long unpacked)
    {
        _name = name;
        _steps = LeastSteps + StepsPerByte * packed;
        _work = LeastWork + WorkPerByte * unpacked;
    }

    /// <summary>One instruction is run.</summary>
    public void Step()
    {
        if (--_steps < 0) throw Throw.TooMuchWork(_name);
    }

    /// <summary>So many bytes, characters or entries are gone through that the file does not hold another time.</summary>
    public void Work(long amount)
    {
        if ((_work -= amount) < 0) throw Throw.TooMuchWork(_name);
    }
}
