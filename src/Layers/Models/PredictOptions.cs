namespace Layers;

/// <summary>How rows are predicted, where it is not as always.</summary>
public sealed record PredictOptions
{
    /// <summary>Looks at the rows first, as <see cref="Model.Check(TensorData)"/> does; <see langword="null"/> (the default) for no look.
    /// It takes a pass over the rows, about as long as adapting to them.</summary>
    public SkewGuard? Guard { get; init; }

    /// <summary>What becomes of a column that a record does not have; <see cref="NamePolicy.Refuse"/>, the default, or
    /// <see cref="NamePolicy.AsMissing"/>. An explicit null is a missing value without it.</summary>
    /// <exception cref="ArgumentException">Another policy.</exception>
    public NamePolicy MissingNames
    {
        get;
        init => field = value is NamePolicy.Refuse or NamePolicy.AsMissing ? value : throw Throw.NoSuchPolicy(nameof(MissingNames), NamePolicy.AsMissing, value);
    }

    /// <summary>What becomes of a name in a record that the model does not take; <see cref="NamePolicy.Refuse"/>, the default, because it
    /// is a misspelling, or <see cref="NamePolicy.Ignore"/>. A table may have more columns without it.</summary>
    /// <exception cref="ArgumentException">Another policy.</exception>
    public NamePolicy UnknownNames
    {
        get;
        init => field = value is NamePolicy.Refuse or NamePolicy.Ignore ? value : throw Throw.NoSuchPolicy(nameof(UnknownNames), NamePolicy.Ignore, value);
    }
}
