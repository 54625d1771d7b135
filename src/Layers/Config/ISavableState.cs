namespace Layers;

/// <summary>A state that can be saved: it writes its content and can be created from it.</summary>
/// <typeparam name="TSelf">The state's own class.</typeparam>
/// <remarks>The library writes the names of features. Register the class with
/// <see cref="AdaptStateRegistry.Register{TState}(string, string)"/> before saving or loading.</remarks>
public interface ISavableState<TSelf>
    where TSelf : AdaptState, ISavableState<TSelf>
{
    /// <summary>Writes the content of the state. Equal states must write equal content, because a state file has a hash of the
    /// content.</summary>
    /// <param name="config">The writer to add the content to.</param>
    void WriteState(ConfigWriter config);

    /// <summary>Creates the state from its content. A file may be damaged, so the content must be checked.</summary>
    /// <param name="config">The reader of the content.</param>
    /// <exception cref="InvalidDataException">The content cannot come from <see cref="WriteState"/>.</exception>
    static abstract TSelf ReadState(ConfigReader config);
}
