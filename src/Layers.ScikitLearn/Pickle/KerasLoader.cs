namespace Layers.ScikitLearn;

/// <summary>The method with which a class of Keras's opens a pickled model. The reader only keeps the archive that it is given.</summary>
internal sealed record KerasLoader(PickledName Model)
{
    /// <summary>The class of a model whose pickle does not say which.</summary>
    public static PickledName AnyModel { get; } =
        KnownNames.TryFind("keras.models", "Model", out var name) ? name : throw Throw.Bug("Keras's Model is not known");
}
