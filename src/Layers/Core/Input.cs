namespace Layers;

/// <summary>An input of a model: the shape of a row and the type of its elements.</summary>
/// <remarks>This is Keras's <c>InputLayer</c>. Data of an input of type <see cref="DType.Float64"/> or <see cref="DType.Int64"/> keeps that
/// type up to the first layer, so that a <see cref="Normalization"/> can centre time stamps and other large numbers before they become
/// float32.</remarks>
/// <example><code>
/// var car = new Input(9, name: "car");                            // nine numbers a row
/// var words = new Input(2, DType.String, "words");                // two texts a row
/// var image = new Input([28, 28, 1], name: "image");              // height, width, channels
/// </code></example>
public sealed class Input : Layer, ISavable<Input>
{
    /// <summary>An internal setting of inputs while the file of a stateful model is read: the batch size in the file is kept.</summary>
    internal const string KeepsBatch = "keeps_batch";

    internal override string NameStem => "input_layer";

    /// <summary>Creates an input whose rows are vectors.</summary>
    /// <param name="features">The number of features of a row, 1 or more.</param>
    /// <param name="type">The type of the elements; default float32.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>input_layer</c>, numbered.</param>
    /// <exception cref="LayerException"><paramref name="features"/> is less than 1.</exception>
    public Input(int features, DType type = DType.Float32, string? name = null)
        : this([features >= 1 ? features : throw Throw.BadArgument(name ?? "input_layer", nameof(features), "1 or more", features)], type,
            name)
    {
    }

    /// <summary>Creates an input whose rows have any shape.</summary>
    /// <param name="shape">The shape of a row, without the batch. Unknown sizes have names: <c>["height", "width", 3]</c>.</param>
    /// <param name="type">The type of the elements; default float32.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>input_layer</c>, numbered.</param>
    /// <param name="batchSize">The number of rows of every batch, which a stateful recurrent layer needs; <see langword="null"/> for any
    /// number.</param>
    /// <exception cref="LayerException"><paramref name="batchSize"/> is less than 1.</exception>
    public Input(Shape shape, DType type = DType.Float32, string? name = null, int? batchSize = null)
        : this(shape, batchSize switch
        {
            null => KerasShapes.Batch,
            < 1 => throw Throw.BadArgument(name ?? "input_layer", nameof(batchSize), "1 or more", batchSize), { } rows => rows
        }, type,
            name)
    {
    }

    private Input(Shape shape, Dim batch, DType type, string? name)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(shape);
        Shape = [batch, .. shape];
        Type = type;
        HasDefaultName = name is null;
        if (name is null) Name = "input_layer";
    }

    /// <summary>The shape with the batch first.</summary>
    public Shape Shape { get; }

    /// <summary>The type of the elements.</summary>
    public DType Type { get; }

    /// <summary>The number of rows of every batch; <see langword="null"/> (the default) for any number.</summary>
    public int? BatchSize => Shape[0].IsKnown ? checked((int)Shape[0].Size) : null;

    /// <summary>Whether the caller may leave out the data of this input if no layer of the model reads it; default false. This is Keras's
    /// <c>optional</c>.</summary>
    public bool IsOptional { get; init; }

    /// <summary>The column of a table that is the data of this input; null for the column with the input's name, if the model takes
    /// columns.</summary>
    internal string? Column { get; set; }

    /// <summary>The text that replaces a missing text of the column; null for the empty text.</summary>
    internal string? MissingText { get; set; }

    internal override bool CastsInput => false;

    /// <summary>The tensor of the input in a functional model.</summary>
    internal KerasTensor Tensor => field ??= new LayerCall(this).Outputs[0];

    /// <inheritdoc/>
    protected override Value Call(Value x) => x;

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Put("batch_shape", KerasShapes.Write(Shape)).Set("dtype", Type.Name()).Set("sparse", false);
        // Keras 3.3 ignores the setting.
        if (IsOptional) config.Set("optional", true);
    }

    /// <inheritdoc/>
    public static Input FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        // Keras 2 wrote batch_input_shape; a hand-written file may have shape, without the batch.
        var node = config.Take("batch_shape") ?? config.Take("batch_input_shape");
        var shape = node is null ? [KerasShapes.Batch, .. KerasShapes.Read(config.Take("shape"), config.Owner, "shape")]
            : KerasShapes.Read(node, config.Owner, "batch_shape");
        if (shape.Rank == 0) throw Throw.MissingSetting(config.Owner, "batch_shape");
        // A saved batch size is only the batch size of the first data of the model. Later data may have any number of rows, except with a
        // stateful layer.
        return new(shape[1..], config.Flag(KeepsBatch, false) ? shape[0] : KerasShapes.Batch, DTypeOf(config),
            config.Name)
        { IsOptional = config.Flag("optional", false) };
    }

    private static DType DTypeOf(ConfigReader config)
    {
        if (config.OptionalText("dtype") is not { } name) return DType.Float32;
        try
        {
            return DTypes.Parse(name);
        }
        catch (ArgumentException e)
        {
            throw Throw.BadSetting(config.Owner, "dtype", e);
        }
    }
}
