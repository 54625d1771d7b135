namespace Layers;

// Calls, which add a layer to a graph: one template for single layers, merging layers and models.
public abstract partial class Layer
{

    /// <summary>The named arguments that a call may have in addition to its inputs, as Keras spells them: <c>mask</c>,
    /// <c>initial_state</c>. None by default.</summary>
    protected internal virtual IReadOnlyList<string> ArgumentNames => [];

    /// <summary>The flags that a call may set in addition to its arguments, as Keras spells them: <c>use_causal_mask</c>. None by
    /// default.</summary>
    protected internal virtual IReadOnlyList<string> FlagNames => [];

    /// <summary>Keras's names of the inputs of a call if it takes them as separate arguments; empty if it takes one tensor or one
    /// list.</summary>
    internal virtual IReadOnlyList<string> NamedInputs => [];

    /// <summary>Whether <see cref="ActivityRegularizer"/> penalizes the outputs; otherwise the layer chooses the values to
    /// penalize.</summary>
    internal virtual bool PenalizesOutputs => true;

    /// <summary>Adds the layer to a graph for prediction.</summary>
    /// <param name="x">The input. The layer is built for its shape if it is not built yet.</param>
    /// <returns>The output.</returns>
    /// <exception cref="LayerException">The layer does not accept an input of that type or shape, or has several outputs.</exception>
    public Value Apply(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return OnlyOutput(ApplyAll([x], CallRecord.ForPrediction()));
    }

    /// <summary>Adds the layer to a <see cref="Functional"/> model that is being made. A layer that is called several times is shared: its
    /// weights are the same in each place.</summary>
    /// <param name="x">An <see cref="Input"/>, or the output of another layer.</param>
    /// <returns>The output.</returns>
    /// <exception cref="LayerException">The layer does not accept an input of that type or shape, or has several outputs.</exception>
    public KerasTensor Apply(KerasTensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return OnlyOutput(Called([x]).Outputs);
    }

    /// <summary>Adds a layer of several inputs, outputs or named arguments to a graph for prediction.</summary>
    /// <param name="inputs">The inputs, as many as the layer takes.</param>
    /// <param name="arguments">The named arguments, by a name of <see cref="ArgumentNames"/>; <see langword="null"/> for none.</param>
    /// <param name="flags">The flags to set, from <see cref="FlagNames"/>; <see langword="null"/> for none.</param>
    /// <returns>The outputs.</returns>
    /// <exception cref="LayerException">The layer does not accept inputs of those types or shapes, or has no argument or flag of that
    /// name.</exception>
    public IReadOnlyList<Value> ApplyAll(IReadOnlyList<Value> inputs, IReadOnlyDictionary<string, IReadOnlyList<Value>>? arguments = null,
        IReadOnlyList<string>? flags = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return ApplyAll(inputs, CallRecord.ForPrediction(), arguments, flags);
    }

    /// <summary>Adds a layer of several inputs, outputs or named arguments to a <see cref="Functional"/> model that is being
    /// made.</summary>
    /// <param name="inputs">The inputs, as many as the layer takes.</param>
    /// <param name="arguments">The named arguments, by a name of <see cref="ArgumentNames"/>; <see langword="null"/> for none.</param>
    /// <param name="flags">The flags to set, from <see cref="FlagNames"/>; <see langword="null"/> for none.</param>
    /// <returns>The outputs.</returns>
    /// <exception cref="LayerException">The layer does not accept inputs of those types or shapes, or has no argument or flag of that
    /// name.</exception>
    /// <example><code>
    /// var outputs = twoHeads.ApplyAll([x]);
    /// var model = new Functional([x], [new Dense(1).Apply(outputs[0]), outputs[1]]);
    /// </code></example>
    public IReadOnlyList<KerasTensor> ApplyAll(IReadOnlyList<KerasTensor> inputs,
        IReadOnlyDictionary<string, IReadOnlyList<KerasTensor>>? arguments = null, IReadOnlyList<string>? flags = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return Called(inputs, arguments, flags).Outputs;
    }

    /// <summary>Adds the layer's formula to the graph.</summary>
    /// <param name="x">The input; floats are already cast to the type that the layer computes in.</param>
    /// <returns>The output.</returns>
    protected abstract Value Call(Value x);

    /// <summary>Adds the formula of a layer that behaves differently in training, or that reads masks, named arguments or random numbers;
    /// <see cref="Call(Value)"/> by default.</summary>
    /// <param name="x">The input; floats are already cast to the type that the layer computes in.</param>
    /// <param name="call">The call, with its training flag, masks, arguments and random numbers.</param>
    /// <returns>The output.</returns>
    protected virtual Value Call(Value x, CallContext call) => Call(x);

    /// <summary>Adds the formula of a layer of several inputs or outputs. By default the layer has one input and one output, which
    /// <see cref="Call(Value, CallContext)"/> computes.</summary>
    /// <param name="inputs">The inputs; floats are already cast to the type that the layer computes in.</param>
    /// <param name="call">The call, with its training flag, masks, arguments and random numbers.</param>
    /// <returns>The outputs; their number is the same in every call.</returns>
    protected virtual IReadOnlyList<Value> CallMany(IReadOnlyList<Value> inputs, CallContext call)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return inputs is [var x] ? [Call(x, call)] : throw Throw.NeedsOneInput(this, inputs.Count);
    }

    /// <summary>Whether the layer passes on or uses the masks of its inputs. If false, the default, a mask ends at this layer, and
    /// <see cref="Model.MaskWarnings"/> names the layer.</summary>
    /// <remarks>This is Keras's <c>supports_masking</c>.</remarks>
    protected virtual bool SupportsMasking => false;

    /// <summary>Returns the mask of the output: by default the mask of the input if the layer supports masking, otherwise none.</summary>
    /// <param name="x">The first input.</param>
    /// <param name="mask">The mask of the input: bool, true for each step that counts; <see langword="null"/> if every step counts.</param>
    /// <returns>A mask of the output; <see langword="null"/> for none.</returns>
    protected virtual Value? ComputeMask(Value x, Value? mask) => SupportsMasking ? mask : null;

    /// <summary>Returns the mask of the first output of a layer of several inputs; by default <see cref="ComputeMask(Value, Value?)"/> of
    /// the first input. Other outputs have no mask.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="call">The call, which has the masks of the inputs.</param>
    /// <returns>A mask of the first output; <see langword="null"/> for none.</returns>
    protected virtual Value? ComputeMask(IReadOnlyList<Value> inputs, CallContext call)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(call);
        return ComputeMask(inputs[0], call.MaskOf(inputs[0]));
    }

    /// <summary>The template of every call: builds the layer, casts the inputs, calls the formula, and records masks, penalties and calls
    /// of adaptive layers.</summary>
    /// <param name="inputs">The inputs, one or more.</param>
    /// <param name="record">The record of the graph.</param>
    /// <param name="arguments">The arguments by name; null for none.</param>
    /// <param name="flags">The flags to set; null for none.</param>
    internal IReadOnlyList<Value> ApplyAll(IReadOnlyList<Value> inputs, CallRecord record,
        IReadOnlyDictionary<string, IReadOnlyList<Value>>? arguments = null, IReadOnlyList<string>? flags = null)
    {
        if (inputs.Count == 0) throw Throw.NoInputs(this);
        arguments ??= CallContext.NoArguments;
        foreach (var name in arguments.Keys)
            if (!ArgumentNames.Contains(name)) throw Throw.UnknownArgument(this, name);
        foreach (var flag in flags ?? [])
            if (!FlagNames.Contains(flag)) throw Throw.UnknownFlag(this, flag);
        BuildFor([.. inputs.Select(input => input.Shape)]);

        var checks = record.Checks.Count;
        var outputs = CallCast(inputs, record, arguments, flags ?? []);
        // The checks of layers inside a model belong to those layers.
        for (; checks < record.Checks.Count; checks++)
            if (record.Checks[checks].Layer == this) record.Checks[checks].Outputs = outputs;
        if (ActivityRegularizer is not null && PenalizesOutputs)
            foreach (var output in outputs) record.AddActivity(ActivityRegularizer, output);
        if (this is AdaptiveLayer adaptive)
        {
            // A value that depends on the layer's output must wait for the layer, and a value that depends only on its input must not. So
            // the output must not be the same value as the input.
            if (ReferenceEquals(outputs[0], inputs[0])) outputs = [Ops.Identity(outputs[0]), .. outputs.Skip(1)];
            record.AdaptiveCalls.Add(new AdaptiveCall(adaptive, inputs[0], outputs[0]));
        }
        record.Calls?.Add((this, inputs, outputs));
        return outputs;
    }

    internal LayerCall Called(IReadOnlyList<KerasTensor> inputs, IReadOnlyDictionary<string, IReadOnlyList<KerasTensor>>? arguments = null,
        IReadOnlyList<string>? flags = null)
    {
        // As in Keras, a layer with one input and a mask argument gets the mask of its input as that argument, and the file has it.
        if ((arguments is null or { Count: 0 }) && inputs is [{ Mask: { } mask }] && ArgumentNames.Contains("mask"))
            arguments = new Dictionary<string, IReadOnlyList<KerasTensor>> { ["mask"] = [mask] };
        var call = new LayerCall(this, inputs, arguments, flags);
        _calls.Add(call);
        call.Outputs[0].Mask = MaskTensor(call);
        return call;
    }

    /// <summary>Returns the mask of a call's output, as a tensor of the functional model. By default it is one of the inputs' masks, if the
    /// layer passes that mask on.</summary>
    internal virtual KerasTensor? MaskTensor(LayerCall call)
    {
        KerasTensor?[] masks = [.. call.Inputs.Select(call.MaskOf)];
        if (masks.All(mask => mask is null)) return null;
        // ComputeMask works on graph values, so placeholders show which of the masks it returns.
        Value[] inputs = [.. call.Inputs.Select((input, i) => Ops.Input($"input_{i}", input.Shape, input.Type))];
        Value?[] symbols = [.. masks.Select((mask, i) => mask is null ? null : Ops.Input($"mask_{i}", mask.Shape, DType.Bool))];
        var context = new CallContext(CallRecord.ForPrediction(), this, CallContext.NoArguments, []);
        for (var i = 0; i < inputs.Length; i++)
            if (symbols[i] is { } symbol) context.SetMask(inputs[i], symbol);
        return ComputeMask(inputs, context) is { } own && Array.FindIndex(symbols, symbol => ReferenceEquals(symbol, own)) is >= 0
            and var found ? masks[found] : null;
    }

    /// <summary>Sets the masks of the outputs. A model overrides it, because its layers have set them.</summary>
    private protected virtual IReadOnlyList<Value> WithMasks(IReadOnlyList<Value> outputs, IReadOnlyList<Value> inputs, CallContext call)
    {
        var mask = ComputeMask(inputs, call);
        if (mask is null && !SupportsMasking && inputs.Any(x => call.MaskOf(x) is not null)) call.Record.MasksEndAt.Add(this);
        if (mask is null && !call.Record.HasMasks) return outputs;
        return [.. outputs.Select((output, i) => Masked(output, i == 0 ? mask : null))];

        Value Masked(Value output, Value? own)
        {
            if (ReferenceEquals(call.Record.MaskOf(output), own)) return output;
            // If the layer returns an input with another mask, the input itself keeps its mask.
            if (inputs.Any(x => ReferenceEquals(x, output))) output = Ops.Identity(output);
            call.Record.SetMask(output, own);
            return output;
        }
    }

    /// <summary>Calls the formula with inputs and outputs in the types of the policy. An exception of the formula is wrapped in one that
    /// names the layer.</summary>
    private IReadOnlyList<Value> CallCast(IReadOnlyList<Value> inputs, CallRecord record,
        IReadOnlyDictionary<string, IReadOnlyList<Value>> arguments, IReadOnlyList<string> flags)
    {
        try
        {
            Value[] cast = [.. inputs.Select(Cast)];
            var call = new CallContext(record, this, CastAll(arguments), flags);
            // Keras uses the input's mask only if the call has no other arguments, unless the layer has a mask argument for each input.
            var looks = arguments.Count == 0 || NamedInputs.Count > 0;
            for (var i = 0; i < cast.Length; i++)
            {
                if ((MaskGiven(arguments, i) ?? (looks ? record.MaskOf(inputs[i]) : null)) is not { } mask) continue;
                // The same value with two masks counts as two inputs.
                if (call.MaskOf(cast[i]) is { } other && !ReferenceEquals(other, mask)) cast[i] = Ops.Identity(cast[i]);
                call.SetMask(cast[i], mask);
            }
            IReadOnlyList<Value> outputs = [.. CallMany(cast, call)
                .Select(y => CastsInput && y.Type == Policy.ArithmeticType ? Ops.Cast(y, Policy.ComputeType) : y)];
            // The mask of the output is computed from the input's mask in any case.
            if (!looks && !arguments.ContainsKey("mask"))
                for (var i = 0; i < cast.Length; i++)
                    if (record.MaskOf(inputs[i]) is { } mask) call.SetMask(cast[i], mask);
            outputs = WithMasks(outputs, cast, call);
            if (TakesMasksAway)
                foreach (var input in inputs) record.SetMask(input, null);
            return outputs;
        }
        catch (ArgumentException e) when (e is not LayerException)
        {
            throw Throw.CannotCall(this, inputs[0], e);
        }
    }

    /// <summary>Whether a call removes the masks of its inputs, so that layers that are called on the same inputs later find
    /// none.</summary>
    internal virtual bool TakesMasksAway => false;

    // A mask argument of the call replaces the mask of the input.
    private static Value? MaskGiven(IReadOnlyDictionary<string, IReadOnlyList<Value>> arguments, int input) =>
        arguments.TryGetValue("mask", out var masks) && input < masks.Count ? Ops.Cast(masks[input], DType.Bool) : null;

    private IReadOnlyDictionary<string, IReadOnlyList<Value>> CastAll(IReadOnlyDictionary<string, IReadOnlyList<Value>> arguments) =>
        arguments.Count == 0 ? arguments
            : arguments.ToDictionary(argument => argument.Key, argument => (IReadOnlyList<Value>)[.. argument.Value.Select(Cast)]);

    private Value Cast(Value x) => CastsInput && x.Type.IsFloat() ? Ops.Cast(Ops.Cast(x, Policy.ComputeType), Policy.ArithmeticType) : x;

    internal T OnlyOutput<T>(IReadOnlyList<T> outputs) =>
        outputs is [var only] ? only : throw Throw.GivesSeveralOutputs(this, outputs.Count);
}
