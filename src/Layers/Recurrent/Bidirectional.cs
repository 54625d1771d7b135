using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that processes a sequence in both directions, with separate weights for each.</summary>
/// <remarks>Input and masks are those of the recurrent layer. The outputs of both directions are merged step by step. If the layers return
/// sequences, the output of a masked step is zero, as in Keras. The states of the forward layer come first, in the outputs and in
/// <c>initial_state</c>. Source: <see href="https://keras.io/api/layers/recurrent_layers/bidirectional/"/>.</remarks>
/// <example><code>
/// var model = new Sequential { new Input([30, 4]), new Bidirectional(new LSTM(16)), new Dense(1) };
/// </code></example>
public sealed class Bidirectional : Layer, ISavable<Bidirectional>
{
    private static readonly string?[] s_modes = ["concat", "sum", "mul", "ave", null];

    /// <summary>Creates a bidirectional layer.</summary>
    /// <param name="layer">The layer whose settings the forward layer copies. The layer itself is not changed.</param>
    /// <param name="mergeMode">The way in which the two outputs are merged; default concatenated.</param>
    /// <param name="backwardLayer">The layer of the other direction; <see langword="null"/> for a copy with the settings of
    /// <paramref name="layer"/>.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>bidirectional</c>, numbered.</param>
    /// <param name="dtype">The type of arithmetic of the merge; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">Both layers have the same direction, or they return different outputs.</exception>
    /// <exception cref="NotSupportedException">The class of a cell is not registered, so that the layer cannot be copied.</exception>
    public Bidirectional(RecurrentLayer layer, BidirectionalMerge mergeMode = BidirectionalMerge.Concat,
        RecurrentLayer? backwardLayer = null, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
        ArgumentNullException.ThrowIfNull(layer);
        if (!Enum.IsDefined(mergeMode)) throw Throw.BadArgument(Name, nameof(mergeMode), "a mode", mergeMode);
        Forward = Copy(layer, "forward_", layer.GoBackwards);
        Backward = backwardLayer ?? Copy(layer, "backward_", true);
        if (Forward.GoBackwards == Backward.GoBackwards) throw Throw.OneDirection(this);
        if ((Forward.ReturnSequences, Forward.ReturnState) != (Backward.ReturnSequences, Backward.ReturnState))
            throw Throw.ReturnsDiffer(this);
        Forward.ZeroOutputForMask = Backward.ZeroOutputForMask = layer.ReturnSequences;
        MergeMode = mergeMode;
        MoveWeights();
    }

    /// <summary>The layer that goes from the first step to the last.</summary>
    public RecurrentLayer Forward { get; }

    /// <summary>The layer that goes from the last step to the first.</summary>
    public RecurrentLayer Backward { get; }

    /// <summary>The way in which the two outputs are merged.</summary>
    public BidirectionalMerge MergeMode { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Weight> Weights => [.. Forward.Weights, .. Backward.Weights];

    /// <inheritdoc/>
    public override IReadOnlyList<Weight> TrainableWeights => Trainable ? [.. Forward.TrainableWeights, .. Backward.TrainableWeights] : [];

    internal override IReadOnlyList<Layer> Children => [Forward, Backward];

    internal override IReadOnlyList<(string Group, Layer Layer)> Parts => [("forward_layer", Forward), ("backward_layer", Backward)];

    /// <inheritdoc/>
    protected internal override IReadOnlyList<string> ArgumentNames => ["mask", "initial_state"];

    /// <inheritdoc/>
    protected override void Build(Shape inputShape)
    {
        (Forward.Seed, Backward.Seed) = (RandomKey.Mix(Seed, 0), RandomKey.Mix(Seed, 1));
        Forward.BuildFor(inputShape);
        Backward.BuildFor(inputShape);
    }

    /// <inheritdoc/>
    protected override Value Call(Value x) => Apply(x);

    /// <inheritdoc/>
    protected override IReadOnlyList<Value> CallMany(IReadOnlyList<Value> inputs, CallContext call)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(call);
        Value[] states = [.. inputs.Skip(1), .. call.Argument("initial_state")];
        if (states.Length % 2 != 0) throw Throw.NoHalves(this, states.Length);
        var (y, back) = (Run(Forward, states[..(states.Length / 2)]), Run(Backward, states[(states.Length / 2)..]));
        var reversed = Forward.ReturnSequences ? Slice(back[0], -1, long.MaxValue, 1, -1) : back[0];
        return [.. Merged(y[0], reversed), .. y.Skip(1), .. back.Skip(1)];

        IReadOnlyList<Value> Run(RecurrentLayer layer, Value[] initial)
        {
            var arguments = new Dictionary<string, IReadOnlyList<Value>>();
            if (call.MaskOf(inputs[0]) is { } mask) arguments["mask"] = [mask];
            if (initial.Length > 0) arguments["initial_state"] = initial;
            return layer.ApplyAll([inputs[0]], call.Record, arguments);
        }
    }

    /// <inheritdoc/>
    protected override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Value? ComputeMask(Value x, Value? mask) => Forward.ReturnSequences ? mask : null;

    private IReadOnlyList<Value> Merged(Value y, Value back)
    {
        (y, back) = (Cast(y, Policy.ArithmeticType), Cast(back, Policy.ArithmeticType));
        return MergeMode switch
        {
            BidirectionalMerge.Concat => [Concat([y, back], -1)],
            BidirectionalMerge.Sum => [y + back],
            BidirectionalMerge.Multiply => [y * back],
            BidirectionalMerge.Average => [(y + back) / 2],
            _ => [y, back],
        };
    }

    private protected override void MoveWeights()
    {
        base.MoveWeights();
        foreach (var child in Children) child.Scope = Path + "/";
    }

    private static RecurrentLayer Copy(RecurrentLayer layer, string prefix, bool goBackwards)
    {
        var json = (JsonObject)LayerJson.WriteOwn(layer).DeepClone();
        var config = (JsonObject)json["config"]!;
        config["go_backwards"] = goBackwards;
        config["name"] = layer.Name.StartsWith(prefix, StringComparison.Ordinal) ? layer.Name : prefix + layer.Name;
        return (RecurrentLayer)LayerJson.Read(json);
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("merge_mode", s_modes[(int)MergeMode]).Set("layer", Forward).Set("backward_layer", Backward);
    }

    /// <inheritdoc/>
    public static Bidirectional FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var mode = config.Contains("merge_mode") ? Array.IndexOf(s_modes, config.OptionalText("merge_mode")) : 0;
        if (mode < 0) throw Throw.BadSetting(config.Owner, "merge_mode", Throw.UnknownMerge(config.Text("merge_mode")));
        return new(config.Layer<RecurrentLayer>("layer"), (BidirectionalMerge)mode,
            config.Has("backward_layer") ? config.Layer<RecurrentLayer>("backward_layer") : null, config.Name, config.Policy);
    }
}
