using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The base class of recurrent layers, which run a cell over the steps of a sequence.</summary>
/// <remarks>Input <c>(batch, steps, features)</c>, with one or more steps; output <c>(batch, units)</c> after the last step, or <c>(batch,
/// steps, units)</c> with <see cref="ReturnSequences"/>, followed by the states with <see cref="ReturnState"/>. A masked step keeps the
/// states, and its output is that of the step before. The argument <c>initial_state</c> of a call has the states before the first step,
/// each <c>(batch, size)</c>; zeros if it is not given. Source: <see href="https://keras.io/api/layers/recurrent_layers/rnn/"/>.</remarks>
public abstract class RecurrentLayer : Layer
{
    private Weight[] _states = [];

    private protected RecurrentLayer(RecurrentCell cell, LoopSettings settings, Regularizer? activityRegularizer, string? name,
        DTypePolicy? dtype)
        : base(name, dtype)
    {
        ArgumentNullException.ThrowIfNull(cell);
        if (cell.StateSizes.Count == 0 || cell.StateSizes.Any(size => size < 1)) throw Throw.NoStates(cell);
        OwnCell = cell;
        (ReturnSequences, ReturnState, GoBackwards, Stateful, Unroll, ZeroOutputForMask) = settings;
        ActivityRegularizer = activityRegularizer;
        MoveWeights();
    }

    /// <summary>Whether the layer returns the output of every step and not only that of the last.</summary>
    public bool ReturnSequences { get; }

    /// <summary>Whether the layer also returns the last states, after the output.</summary>
    public bool ReturnState { get; }

    /// <summary>Whether the layer processes each sequence from its last step to its first; the outputs are in the order of
    /// processing.</summary>
    public bool GoBackwards { get; }

    /// <summary>Whether a batch starts from the last states of the previous batch.</summary>
    public bool Stateful { get; }

    /// <summary>Whether Keras unrolls the loop over the steps. The setting is kept for files and has no effect here.</summary>
    public bool Unroll { get; }

    /// <summary>Whether the output of a masked step is zero and not the output of the step before.</summary>
    public bool ZeroOutputForMask { get; internal set; }

    /// <inheritdoc/>
    public override IReadOnlyList<Weight> Weights => OwnCell.Weights;

    /// <inheritdoc/>
    public override IReadOnlyList<Weight> TrainableWeights => Trainable ? OwnCell.TrainableWeights : [];

    private protected RecurrentCell OwnCell { get; }

    internal override IReadOnlyList<Layer> Children => [OwnCell];

    internal override IReadOnlyList<(string Group, Layer Layer)> Parts => [("cell", OwnCell)];

    internal override IReadOnlyList<Weight> States => _states;

    /// <inheritdoc/>
    protected internal override IReadOnlyList<string> ArgumentNames => ["mask", "initial_state"];

    /// <inheritdoc/>
    protected override void Build(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        RequireSequence(inputShape);
        OwnCell.Seed = RandomKey.Mix(Seed, 0);
        OwnCell.BuildFor([inputShape[0], .. inputShape[2..]]);
        if (!Stateful) return;
        if (!inputShape[0].IsKnown) throw Throw.UnknownRows(this, inputShape);
        _states = [.. OwnCell.StateSizes.Select((size, i) =>
        {
            var type = new TensorType(Policy.VariableType, [inputShape[0], size]);
            return new Weight($"state_{i}", Path, type, new(() => TensorData.Zeros(type.Type, type.Shape)), trainable: false, Policy);
        })];
    }

    /// <summary>Sets the states to zeros, so that the next batch starts from zeros. Does nothing for a layer that is not
    /// stateful.</summary>
    /// <remarks>The method has no effect on a training that is running, because training keeps its own states until it ends.</remarks>
    public void ResetStates() => WeightChanges.Set(_states.Select(state => (state, TensorData.Zeros(state.Type, state.Shape))));

    /// <inheritdoc/>
    protected sealed override Value Call(Value x) => Apply(x);

    /// <inheritdoc/>
    protected sealed override IReadOnlyList<Value> CallMany(IReadOnlyList<Value> inputs, CallContext call)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(call);
        var x = inputs[0];
        RequireSequence(x.Shape);
        if (!x.Shape[1].IsKnown) RequireSteps(x, call);
        var mask = call.MaskOf(x);
        if (mask is not null) Masks.Checked(this, mask, x.Shape[..2]);
        // Files of Keras 2 have the initial states among the inputs.
        var first = Initial([.. inputs.Skip(1), .. call.Argument("initial_state")], x)
            ?? (Stateful ? [.. _states.Select(call.Current)] : null);
        var (output, states) = Loop(x, first, mask, call);
        for (var i = 0; i < _states.Length; i++) call.Record.Update(_states[i], Cast(states[i], _states[i].Type));
        return ReturnState ? [output, .. states] : [output];
    }

    /// <inheritdoc/>
    protected sealed override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected sealed override Value? ComputeMask(Value x, Value? mask) => ReturnSequences ? mask : null;

    private protected override void MoveWeights()
    {
        base.MoveWeights();
        OwnCell.Scope = Path + "/";
        foreach (var state in _states) state.MoveTo(Path);
    }

    private protected void WriteLoop(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("return_sequences", ReturnSequences).Set("return_state", ReturnState).Set("go_backwards", GoBackwards)
            .Set("stateful", Stateful)
            .Set("unroll", Unroll).Set("zero_output_for_mask", ZeroOutputForMask);
    }

    private void RequireSequence(Shape shape)
    {
        if (shape.Rank < 3 || (OwnCell is StandardCell && shape.Rank != 3))
            throw Throw.WrongRank(this, "rank 3, (batch, steps, features)", shape);
        if (shape[1] == 0) throw Throw.NoSteps(this, shape);
        if (InputShape is not { } built) return;
        if (Stateful && shape[0] != built[0]) throw Throw.WrongRows(this, built[0], shape);
        for (var axis = 2; axis < shape.Rank; axis++)
            if (shape.Rank != built.Rank || shape[axis] != built[axis]) throw Throw.WrongFeatures(this, axis, built[axis], shape);
    }

    private void RequireSteps(Value x, CallContext call)
    {
        var steps = Gather(ShapeOf(x), Int64s(1));
        call.Check(steps, steps > 0, _ => "the sequences have no steps. A recurrent layer needs one step or more: leave out empty " +
            "sequences, or pad them and mask the padding.");
    }

    // The initial states; null for zeros.
    private IReadOnlyList<Value>? Initial(IReadOnlyList<Value> given, Value x)
    {
        if (given.Count == 0) return null;
        var sizes = OwnCell.StateSizes;
        if (given.Count != sizes.Count
            || given.Zip(sizes).Any(pair => pair.First.Shape.Rank != 2 || !pair.First.Shape.MayBe([x.Shape[0], pair.Second])))
            throw Throw.WrongStates(this, sizes, [.. given.Select(state => state.Shape)]);
        return given;
    }

    private (Value Output, IReadOnlyList<Value> States) Loop(Value x, IReadOnlyList<Value>? first, Value? mask, CallContext call)
    {
        // The operators accept only floats.
        if (OwnCell.TakesFloats && !x.Type.IsFloat() && x.Type != DType.String) x = Cast(x, OwnCell.Policy.ArithmeticType);
        var isFused = !call.IsTraining && mask is null && x.Type == DType.Float32 && OwnCell.Policy == Policy;
        var (outputs, last, states) = isFused && OwnCell.Fused(StepsFirst(x), first, GoBackwards) is { } fused
            ? (fused.Outputs, fused.States[0], fused.States)
            : Scanned(StepsFirst(x), first, mask is null ? null : Unsqueeze(StepsFirst(mask), 2), call);
        if (!ReturnSequences) return (last, states);
        if (GoBackwards) outputs = Slice(outputs, -1, long.MaxValue, 0, -1);
        return (StepsFirst(outputs), states);
    }

    private (Value Outputs, Value Last, IReadOnlyList<Value> States) Scanned(Value sequence, IReadOnlyList<Value>? given, Value? mask,
        CallContext call)
    {
        var zero = Zero(sequence);
        var first = given ?? OwnCell.ZeroStates(sequence, 1, zero);
        // Before the first step that counts, the output is zero, even if the initial states are not.
        var carriesOutput = mask is not null && !ZeroOutputForMask && !(OwnCell.OutputIsState && given is null);
        var inside = call.InLoop(OwnCell);
        var (states, results) = ScanSteps(carriesOutput ? [.. first, RecurrentCell.Rows(sequence, 1, OwnCell.OutputSize, zero)] : first,
            mask is null ? [sequence] : [sequence, mask], (before, slices) =>
        {
            var (output, next) = OwnCell.Run(slices[0], [.. before.Take(first.Count)], inside);
            if (mask is null) return (next, [output]);
            next = [.. next.Zip(before, (after, old) => Where(slices[1], after, old))];
            if (!carriesOutput) return (next, [OwnCell.OutputIsState ? next[0] : output]);
            output = Where(slices[1], output, before[^1]);
            return ([.. next, output], [output]);
        }, GoBackwards);
        IReadOnlyList<Value> last = [.. states.Take(first.Count)];
        if (mask is not null && ZeroOutputForMask)
        {
            var outputs = Where(mask, results[0], 0);
            return (outputs, LastOf(outputs), last);
        }
        return (results[0], carriesOutput ? states[^1] : OwnCell.OutputIsState ? last[0] : LastOf(results[0]), last);
    }

    private Value LastOf(Value outputs) => Squeeze(GoBackwards ? Slice(outputs, 0, 1, 0) : Slice(outputs, -1, long.MaxValue, 0), 0);

    // A zero that is read from the steps, so that an input without steps is an error of the engine. A loop without steps would end the
    // process.
    private Value Zero(Value sequence) => sequence.Shape[0].IsKnown ? Scalar(0, Policy.ArithmeticType)
        : Cast(Gather(Range(0, Squeeze(Gather(ShapeOf(sequence), Int64s(0)), 0), 1), Constant(TensorData.Scalar(0L))),
            Policy.ArithmeticType);

    private static Value StepsFirst(Value x) => Transpose(x, [1, 0, .. Enumerable.Range(2, x.Shape.Rank - 2)]);
}
