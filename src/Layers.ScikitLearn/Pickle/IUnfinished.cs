namespace Layers.ScikitLearn;

/// <summary>A placeholder for a value while a pickle is read: a pickle refers to an array before it has its elements.</summary>
internal interface IUnfinished
{
    /// <summary>The finished value.</summary>
    /// <exception cref="InvalidDataException">The value was never finished.</exception>
    object? Finish(PickleSource source);
}
