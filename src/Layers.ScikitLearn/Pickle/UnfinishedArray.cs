namespace Layers.ScikitLearn;

/// <summary>An array that a pickle has started: of NumPy, whose state has the elements, or of joblib, whose elements follow in the
/// file.</summary>
internal sealed class UnfinishedArray(bool isJoblib) : IUnfinished
{
    private object? _value;

    /// <summary>Whether joblib wrote the array.</summary>
    public bool IsJoblib => isJoblib;

    // joblib writes an array of objects as a separate pickle, whose value may still be a placeholder when the pickle ends.
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
