namespace Layers;

/// <summary>A state that files can hold: it writes what it knows and can be made from that again.</summary>
/// <typeparam name="TSelf">The state's own class.</typeparam>
/// <remarks>The names of features are written by the library. Register the class with
/// <see cref="AdaptStateRegistry.Register{TState}(string, string)"/> before saving or loading.</remarks>
public interface ISavableState<TSelf>
    where TSelf : AdaptState, ISavableState<TSelf>
{
    /// <summary>Writes what the state knows, always the same for the same knowledge: a state file has a hash of it.</summary>
    /// <param name="config">Where to.</param>
    void WriteState(ConfigWriter config);

    /// <summary>Makes the state from what was written; a file may be damaged, so what comes is to be checked.</summary>
    /// <param name="config">Where from.</param>
    /// <exception cref="InvalidDataException">It cannot be what <see cref="WriteState"/> wrote.</exception>
    static abstract TSelf ReadState(ConfigReader config);
}
