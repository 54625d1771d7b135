namespace Layers.ScikitLearn;

/// <summary>What stands for a value while a pickle is read: a pickle refers to an array before it says what is in it.</summary>
internal interface IUnfinished
{
    /// <summary>The value that it became.</summary>
    /// <exception cref="InvalidDataException">It became none.</exception>
    object? Finish(PickleSource source);
}
