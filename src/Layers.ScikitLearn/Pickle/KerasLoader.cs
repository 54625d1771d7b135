namespace Layers.ScikitLearn;

/// <summary>The method of a Keras class that opens a pickled model. The reader only keeps its argument, the archive.</summary>
internal sealed record KerasLoader(PickledName Model)
{
    /// <summary>The class for a model whose pickle does not name one.</summary>
    public static PickledName AnyModel { get; } =
        KnownNames.TryFind("keras.models", "Model", out var name) ? name : throw Throw.Bug("Keras's Model is not known");
}
