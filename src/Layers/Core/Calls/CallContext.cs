namespace Layers;

/// <summary>One call of a layer while a graph is written: whether it is for training, the masks and named arguments of the call, random
/// numbers, and weights that follow the data.</summary>
/// <example><code>
/// protected override Value Call(Value x, CallContext call) =>
///     call.IsTraining ? x + 0.1 * call.RandomNormal(Ops.ShapeOf(x)) : x;
/// </code></example>
public sealed class CallContext
{
    /// <summary>The arguments of a call that has none.</summary>
    internal static readonly IReadOnlyDictionary<string, IReadOnlyList<Value>> NoArguments = new Dictionary<string, IReadOnlyList<Value>>();

    private readonly CallRecord _record;
    private readonly Layer _layer;
    private readonly IReadOnlyDictionary<string, IReadOnlyList<Value>> _arguments;
    private readonly IReadOnlyList<string> _flags;
    private readonly Dictionary<Value, Value> _masks = new(ReferenceEqualityComparer.Instance);
    private bool _isInLoop;

    internal CallContext(CallRecord record, Layer layer, IReadOnlyDictionary<string, IReadOnlyList<Value>> arguments, IReadOnlyList<string> flags)
    {
        _flags = flags;
        _record = record;
        _layer = layer;
        _arguments = arguments;
    }

    /// <summary>Whether the graph trains. False in <c>Predict</c>, <c>Evaluate</c> and exports.</summary>
    public bool IsTraining => _record.IsTraining;

    internal CallRecord Record => _record;

    /// <summary>The call of a layer within this one that has no arguments of its own.</summary>
    internal CallContext Inside(Layer layer) => new(_record, layer, NoArguments, []) { _isInLoop = _isInLoop };

    /// <summary>The same of a layer that is called in the body of a loop, whose values nobody outside can read.</summary>
    internal CallContext InLoop(Layer layer) => new(_record, layer, NoArguments, []) { _isInLoop = true };

    /// <summary>Gives an input of this call its mask. A mask belongs to the call, for another layer may be called on the same value with
    /// another mask.</summary>
    internal void SetMask(Value x, Value mask) => _masks[x] = mask;

    /// <summary>The mask of an input of this call: bool, true where a step counts.</summary>
    /// <param name="x">What <c>Call</c> received.</param>
    /// <returns>Usually <c>(batch, steps)</c>; <see langword="null"/> where every step counts.</returns>
    public Value? MaskOf(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return _masks.GetValueOrDefault(x);
    }

    /// <summary>A named argument of this call, for example <c>mask</c> or <c>initial_state</c>.</summary>
    /// <param name="name">One of the layer's <see cref="Layer.ArgumentNames"/>.</param>
    /// <returns>Its values, in order; none where the call does not have the argument.</returns>
    /// <exception cref="ArgumentException">The layer takes no argument of that name.</exception>
    public IReadOnlyList<Value> Argument(string name)
    {
        if (!_layer.ArgumentNames.Contains(name)) throw Throw.UnknownArgument(_layer, name);
        return _arguments.GetValueOrDefault(name) ?? [];
    }

    /// <summary>Whether this call asks for something, for example <c>use_causal_mask</c>.</summary>
    /// <param name="flag">One of the layer's <see cref="Layer.FlagNames"/>.</param>
    /// <exception cref="ArgumentException">The layer knows no such flag.</exception>
    public bool IsSet(string flag) => _layer.FlagNames.Contains(flag) ? _flags.Contains(flag) : throw Throw.UnknownFlag(_layer, flag);

    /// <summary>Adds a check of values that the layer cannot compute with, as an index outside of a table. <c>Predict</c>, <c>Fit</c> and
    /// <c>Evaluate</c> refuse such a value, with its place, while <see cref="Model.ChecksValues"/> is on; exported files have no
    /// checks.</summary>
    /// <param name="subject">The values, as they came into the call or computed from it.</param>
    /// <param name="isRight">Bool, of the shape of <paramref name="subject"/>: true where the layer can compute with the value.</param>
    /// <param name="fault">What is wrong, and what to do, from the text of a value that is not right: one or more sentences, the first
    /// without a capital.</param>
    /// <exception cref="ArgumentException"><paramref name="isRight"/> is not bool, or of another shape.</exception>
    /// <exception cref="LayerException">The call is a step of a recurrent layer.</exception>
    /// <remarks><c>Fit</c> checks its rows once, before the first step and with the weights of that moment, and batches that come later as
    /// they come.</remarks>
    /// <example><code>
    /// protected override Value Call(Value x, CallContext call)
    /// {
    ///     call.Check(x, x > 0, value => $"{value} has no logarithm. Add a constant first.");
    ///     return Ops.Log(x);
    /// }
    /// </code></example>
    public void Check(Value subject, Value isRight, Func<string, string> fault)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(isRight);
        ArgumentNullException.ThrowIfNull(fault);
        if (_isInLoop) throw Throw.NotInAStep(_layer, "check values", "Check the whole sequence in a layer before the recurrent one");
        if (isRight.Type != DType.Bool || !isRight.Shape.Equals(subject.Shape)) throw Throw.WrongCheck(_layer, subject, isRight);
        _record.Checks.Add(new ValueCheck(_layer, subject, isRight, fault));
    }

    /// <summary>Sets what a weight that no gradient moves is after the step, as <see cref="BatchNormalization"/> does with its moving
    /// statistics. Validation, callbacks and the saved file have the new value, and the next step starts from it.</summary>
    /// <param name="weight">Added with <c>trainable: false</c>.</param>
    /// <param name="next">Of the weight's shape; numbers are cast to the weight's type. A layer that is used twice in a model updates
    /// twice: start from <see cref="Current"/>, and the second update goes on from the first. Otherwise the last one counts.</param>
    /// <exception cref="ArgumentException">The weight is trainable, or the value has another shape.</exception>
    /// <exception cref="LayerException">The graph does not train, or the call is a step of a recurrent layer.</exception>
    /// <example><code>
    /// protected override Value Call(Value x, CallContext call)
    /// {
    ///     if (call.IsTraining) call.Update(_largest, Ops.Max(call.Current(_largest), Ops.ReduceMax(Ops.Abs(x), keepDims: false)));
    ///     return x / _largest;
    /// }
    /// </code></example>
    public void Update(Weight weight, Value next)
    {
        ArgumentNullException.ThrowIfNull(weight);
        ArgumentNullException.ThrowIfNull(next);
        if (_isInLoop) throw Throw.NotInAStep(_layer, $"update {weight.Path}", "Update it in a layer before the recurrent one or after it");
        if (!IsTraining) throw Throw.OnlyInTraining(_layer, $"an update of {weight.Path}");
        if (weight.IsTrainable) throw Throw.CannotUpdate(weight);
        if (!next.Shape.Equals(weight.Shape) || next.Type == DType.String != (weight.Type == DType.String)) throw Throw.WrongWeight(weight.Path, new TensorType(weight.Type, weight.Shape), new TensorType(next.Type, next.Shape));
        _record.Update(weight, Ops.Cast(next, weight.Type));
    }

    /// <summary>What a weight holds at this place of the step: what it was before, or the last <see cref="Update"/>.</summary>
    /// <param name="weight">A weight of the layer.</param>
    /// <returns>The weight's shape; a float is in the type the layer computes in, not rounded to 16 bits.</returns>
    public Value Current(Weight weight)
    {
        ArgumentNullException.ThrowIfNull(weight);
        return weight.Unrounded(_record.Updates.GetValueOrDefault(weight));
    }

    /// <summary>The position of each row of the batch in the data of this <c>Fit</c>, counted from 0: int64 <c>(batch)</c>.
    /// <see cref="AdaptBatch.FirstRow"/> counts rows in the same way, so that a layer can leave out of a row's values what it learned from
    /// this row.</summary>
    /// <remarks>Rows in memory keep their position however they are shuffled, and those of a source that
    /// <see cref="RowSourceExamples.Examples"/> draws; other batches are counted as they come in each epoch.</remarks>
    /// <exception cref="LayerException">The graph does not train.</exception>
    /// <example><code>
    /// // One row of a table for each fold, learned from the other folds; the last is for rows that were never seen.
    /// protected override Value Call(Value x, CallContext call) =>
    ///     Lookup(x, call.IsTraining ? Ops.Mod(call.RowPositions, Folds) : Folds);
    /// </code></example>
    public Value RowPositions => _record.PositionsFor(_layer);

    /// <summary>Uniform random numbers in <c>[0, 1)</c>, others at each step, at each call and for each layer.</summary>
    /// <param name="sizes">int64, one element an axis; <c>ShapeOf(x)</c> for the shape of <c>x</c>.</param>
    /// <param name="seed">Moves to another stream of the training's seed; <see langword="null"/> for none of its own.</param>
    /// <exception cref="LayerException">The graph does not train.</exception>
    public Value RandomUniform(Value sizes, long? seed = null) => Ops.RandomUniform(_record.NextKey(_layer, seed), sizes);

    /// <summary>Normal random numbers of mean 0 and standard deviation 1, others at each step, at each call and for each layer.</summary>
    /// <inheritdoc cref="RandomUniform"/>
    public Value RandomNormal(Value sizes, long? seed = null) => Ops.RandomNormal(_record.NextKey(_layer, seed), sizes);

    /// <summary>A random share set to 0 and the rest scaled up.</summary>
    /// <param name="x">The values.</param>
    /// <param name="rate">The share, above 0.</param>
    /// <param name="sizes">The sizes of the pattern, which broadcasts over the values.</param>
    /// <param name="seed">The layer's own seed, if it has one.</param>
    internal Value Dropped(Value x, double rate, Value sizes, long? seed) =>
        rate == 1 ? x * 0 : Ops.Where(RandomUniform(sizes, seed) >= rate, x * (1 / (1 - rate)), 0);
}
