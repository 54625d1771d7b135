namespace Layers;

/// <summary>Options for predictions.</summary>
public sealed record PredictOptions
{
    /// <summary>A guard that checks the rows before the prediction, as <see cref="Model.Check(TensorData)"/> does; <see langword="null"/>
    /// (the default) for no check. The check is a pass over the rows and takes about as long as adapting to them.</summary>
    public SkewGuard? Guard { get; init; }

    /// <summary>The handling of a column that a record does not have: <see cref="NamePolicy.Refuse"/>, the default, or
    /// <see cref="NamePolicy.AsMissing"/>. An explicit null is always a missing value.</summary>
    /// <exception cref="ArgumentException">The value is neither of these two policies.</exception>
    public NamePolicy MissingNames
    {
        get;
        init =>
            field = value is NamePolicy.Refuse or NamePolicy.AsMissing
            ? value : throw Throw.NoSuchPolicy(nameof(MissingNames), NamePolicy.AsMissing, value);
    }

    /// <summary>The handling of a name in a record that the model does not take: <see cref="NamePolicy.Refuse"/>, the default, because the
    /// name may be misspelled, or <see cref="NamePolicy.Ignore"/>. A table may always have more columns.</summary>
    /// <exception cref="ArgumentException">The value is neither of these two policies.</exception>
    public NamePolicy UnknownNames
    {
        get;
        init =>
            field = value is NamePolicy.Refuse or NamePolicy.Ignore
            ? value : throw Throw.NoSuchPolicy(nameof(UnknownNames), NamePolicy.Ignore, value);
    }
}
