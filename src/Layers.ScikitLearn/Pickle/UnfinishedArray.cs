namespace Layers.ScikitLearn;

/// <summary>An array that a pickle has begun: of NumPy, whose elements follow as its state, or of joblib, whose elements lie in the file as
/// they are.</summary>
internal sealed class UnfinishedArray(bool isJoblib) : IUnfinished
{
    private object? _value;

    /// <summary>Whether joblib wrote it.</summary>
    public bool IsJoblib => isJoblib;

    // Joblib writes an array of objects as a pickle of its own, whose value may be unfinished too when its end is read.
    public object? Value
    {
        set => _value = value;
    }

    object? IUnfinished.Finish(PickleSource source) => _value switch
    {
        null => throw Throw.Damaged(source, "an array is begun and never filled"),
        var value => value,
    };
}
