using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The graph that training and evaluation run for each batch: the prediction, the loss and the metrics, and in training the
/// optimizer step.</summary>
/// <remarks>Each tensor that lasts longer than a batch is a slot: the weights, the optimizer's state, and the sums behind the loss and the
/// metrics.</remarks>
internal sealed class EpochGraph
{
    private readonly List<KeyValuePair<string, Value>> _outputs = [];
    private readonly List<WatchedMetric> _metrics = [];
    private readonly List<(string Log, Value[] State)> _losses = [];
    private readonly List<StateView> _weightViews = [], _memoryViews = [];
    private readonly List<WatchedClasses> _watchedClasses = [];

    /// <summary>The rules that later batches must follow.</summary>
    public BatchRules Rules { get; }

    /// <summary>Builds the graph.</summary>
    /// <param name="model">The model.</param>
    /// <param name="objective">The optimizer, losses and metrics that the model was compiled with.</param>
    /// <param name="examples">Examples with the types and shapes of the batches that will be fed.</param>
    /// <param name="isTraining">Whether a step changes the weights.</param>
    /// <param name="classes">The classes of each output whose predictions are outputs of the graph; null for none.</param>
    public EpochGraph(ITrainable model, Objective objective, Examples examples, bool isTraining,
        IReadOnlyList<KnownClasses?>? classes = null)
    {
        Rules = new BatchRules(examples);
        X = model.InputsFor(examples.X);
        Key = Input("training/key", [], DType.Int64);
        var record = new CallRecord(Key, isTraining, isTraining ? X[0].Shape[0] : (Dim?)null);
        // Losses and metrics of a 16-bit output are computed in float32, the type of the labels.
        var predictions = model.ApplyAll(X, record);
        Value?[] masks = [.. predictions.Select(record.MaskOf)];
        Value[] yPred = [.. predictions.Select(y => y.Type is DType.Float16 or DType.BFloat16 ? Cast(y, DType.Float32) : y)];
        HasChecks = record.Checks.Count > 0;
        RowPositions = record.RowPositions;
        var outputs = objective.Outputs;
        (Y, Weights) = (new Value?[outputs.Count], new Value?[outputs.Count]);
        var losses = new List<(OutputObjective Output, Value Loss)>();
        for (var i = 0; i < outputs.Count; i++)
        {
            if (!outputs[i].NeedsLabels) continue;
            var measure = outputs[i].Loss?.For(examples.Y[i]!.Shape, yPred[i].Shape);
            measure?.CheckLabels(examples.Y[i]!, yPred[i].Shape, examples.Before);
            if (measure is not null) Rules.Add(i, measure, yPred[i].Shape);
            if (measure is not null && isTraining) OutputRules.Require(outputs[i], predictions[i]);
            var of = outputs.Count == 1 ? "" : "/" + outputs[i].Name;
            Y[i] = Input($"training/labels{of}", examples.Y[i]!.Shape.With(0, X[0].Shape[0]),
                measure?.LabelType(yPred[i].Type) ?? yPred[i].Type);
            Weights[i] = examples.Weights[i] is null ? null : Input($"training/sample_weight{of}", [X[0].Shape[0]]);
            if (measure is null) continue;
            losses.Add((outputs[i], measure.Of(Y[i]!, yPred[i], Weights[i], masks[i])));
            if (losses[^1].Loss.Shape.Rank != 0) throw Throw.LossOfEachSample(measure.Name);
        }
        var loss = losses.Select(each => each.Output.LossWeight is { } weight ? each.Loss * weight : each.Loss)
            .Aggregate((sum, next) => sum + Cast(next, sum.Type));
        loss = Penalties(model, record).Aggregate(loss, (sum, penalty) => sum + Cast(penalty, sum.Type));

        Sum("loss", loss);
        // The logs have the loss of each output without its loss weight.
        if (objective.HasSeveralLosses)
            foreach (var (output, value) in losses) Sum(Objective.LogOf(output), value);
        for (var i = 0; i < outputs.Count; i++)
            if (Y[i] is not null && classes?[i] is { } known) Watch(new ClassPlace(i, known, outputs[i]), yPred[i], masks[i]);
        foreach (var watch in objective.Watched)
            Watch(watch, Y[watch.Output]!, yPred[watch.Output], watch.IsWeighted ? Weights[watch.Output] : null, masks[watch.Output]);
        TrainedWeights = isTraining ? model.TrainableWeights : [];
        MovingWeights = [.. TrainedWeights, .. record.Updates.Keys];
        FlushesSubnormals = isTraining && !objective.Optimizer.DividesByMemory;
        if (isTraining) Step(model, objective.Optimizer, loss);
        else foreach (var weight in model.Weights) Keep(weight.Symbol, weight.Value);
        foreach (var (weight, next) in record.Updates)
        {
            Feed(State(weight.Symbol, weight.Value), next);
            _weightViews.Add(StateView.Of(weight.Symbol));
        }

        var frozen = model.Weights.Where(weight => isTraining && !MovingWeights.Contains(weight))
            .ToDictionary(weight => weight.Symbol, weight => weight.Value);
        Host = HostPart.Cut(Graph.Of(_outputs).Freeze(frozen).Optimize(), out var engine);
        Graph = engine;
    }

    /// <summary>The part of the graph that the engine runs.</summary>
    public Graph Graph { get; }

    /// <summary>Whether a layer checks the values that it computes with.</summary>
    public bool HasChecks { get; }

    /// <summary>Whether the subnormal numbers of the state may be set to zero between steps.</summary>
    public bool FlushesSubnormals { get; }

    /// <summary>The part of the graph that managed code runs before <see cref="Graph"/>; null for none.</summary>
    public HostPart? Host { get; }

    public List<StateInput> Slots { get; } = [];

    /// <summary>The inputs that are parts of slots.</summary>
    public List<StateSlice> Views { get; } = [];

    public List<TensorData> Initial { get; } = [];

    /// <summary>The outputs whose predictions are outputs of the graph, with the names of the graph outputs.</summary>
    public IReadOnlyList<WatchedClasses> WatchedClasses => _watchedClasses;

    /// <summary>The graph inputs for the rows of each model input.</summary>
    public IReadOnlyList<Value> X { get; }

    /// <summary>The graph input for the labels of each output; null if the output needs no labels.</summary>
    public Value?[] Y { get; }

    /// <summary>The graph input for the sample weights of each output; null if the output has none.</summary>
    public Value?[] Weights { get; }

    /// <summary>The graph input for the random key of a step. The graph reads it only if an operator is random.</summary>
    public Value Key { get; }

    /// <summary>The graph input for the positions of the rows; null if no layer needs the positions.</summary>
    public Value? RowPositions { get; }

    public IReadOnlyList<Weight> TrainedWeights { get; }

    /// <summary>The weights that a step changes: first the trained weights, then the weights that layers update.</summary>
    public IReadOnlyList<Weight> MovingWeights { get; }

    public Value? Iteration { get; private set; }

    /// <summary>The graph input for the learning rate; null if the graph computes the rate from a schedule.</summary>
    public Value? LearningRate { get; private set; }

    /// <summary>The place of each of <see cref="MovingWeights"/> in the slots.</summary>
    public IReadOnlyList<StateView> WeightViews => _weightViews;

    /// <summary>The places of the optimizer's state in the slots, in the order of the optimizer's layout.</summary>
    public IReadOnlyList<StateView> OptimizerState => _memoryViews;

    /// <summary>Resets the loss and the metrics to their values at the start of an epoch.</summary>
    public void Reset(StatefulSession session)
    {
        foreach (var slot in _losses.SelectMany(loss => loss.State)) session.Set(slot, TensorData.Scalar(0.0));
        foreach (var watched in _metrics)
            foreach (var (input, initial) in watched.State.Zip(watched.Initial))
                session.Set(input, initial);
    }

    /// <summary>Returns the mean loss of the epoch so far.</summary>
    public double Loss(StatefulSession session) => RunningMean.Result([.. _losses[0].State.Select(session.Get)]);

    /// <summary>Returns the loss and the metrics of the epoch so far, sorted by name like Keras's logs. A metric of several numbers has an
    /// entry for each of them.</summary>
    public SortedDictionary<string, double> Logs(StatefulSession session, string prefix = "")
    {
        var logs = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var (log, state) in _losses) logs[prefix + log] = RunningMean.Result([.. state.Select(session.Get)]);
        foreach (var (log, metric, state, _) in _metrics)
        {
            var result = metric.Result([.. state.Select(session.Get)]);
            for (var i = 0; i < result.Count; i++) logs[result.Count == 1 ? prefix + log : $"{prefix}{log}[{i}]"] = result[i];
        }
        return logs;
    }

    // Keras adds the penalties to the loss in evaluation as well.
    private static IEnumerable<Value> Penalties(ITrainable model, CallRecord record) =>
        model.TrainableWeights.Where(weight => weight.Regularizer is not null).Select(weight => weight.Regularizer!.Penalty(weight.Symbol))
            .Concat(record.Penalties);

    // Keras reports the mean of the losses of the batches, weighted by their numbers of rows.
    private void Sum(string log, Value loss)
    {
        var rows = Cast(Squeeze(Slice(ShapeOf(X[0]), 0, 1, 0), 0), DType.Float64);
        var (sum, count) = (State($"{log}/sum", TensorData.Scalar(0.0)), State($"{log}/count", TensorData.Scalar(0.0)));
        Feed(sum, sum + Cast(loss, DType.Float64) * rows);
        Feed(count, count + rows);
        _losses.Add((log, [sum, count]));
    }

    private void Watch(Watch watch, Value y, Value yPred, Value? weights, Value? mask)
    {
        var metric = watch.Metric.For(y.Shape, yPred.Shape);
        if (mask is not null) weights = metric.Weights(mask, weights);
        var initial = metric.InitialState(yPred.Shape);
        Value[] state = [.. initial.Select((data, i) => State($"metrics/{_metrics.Count}/{i}", data))];
        foreach (var (input, next) in state.Zip(metric.Update(state, y, yPred, weights))) Feed(input, next);
        _metrics.Add(new WatchedMetric(watch.Log, metric, state, initial));
    }

    // The engine writes the results of a step into buffers, so the shapes of the results must follow from the number of rows.
    private void Watch(ClassPlace place, Value yPred, Value? mask)
    {
        bool Follows(Shape shape) => shape.Rank > 0 && shape[0] == X[0].Shape[0] && shape[1..].IsKnown;
        var shape = yPred.Shape;
        if (shape.Rank < 2 || !Follows(shape) || (mask is not null && !Follows(mask.Shape))) return;
        var units = shape[^1].Size;
        if (units != place.Classes.Names.Count && (units, place.Classes.Names.Count) is not (1, 2)) return;
        var watched = new WatchedClasses(new ClassCounter(place.Output, place.Classes, place.Objective.Name, (int)units,
            OutputScales.Of(yPred, place.Objective.Loss)),
            $"predictions/{place.Output}", mask is null ? null : $"mask/{place.Output}");
        _outputs.Add(new(watched.Predictions, yPred));
        if (mask is not null) _outputs.Add(new(watched.Mask!, Cast(mask, DType.Bool)));
        _watchedClasses.Add(watched);
    }

    private void Step(ITrainable model, Optimizer optimizer, Value loss)
    {
        if (TrainedWeights.Count == 0) throw Throw.NothingToTrain(model.Name);
        Iteration = State("optimizer/iteration", TensorData.Scalar(optimizer.Iterations));
        Feed(Iteration, Iteration + 1);
        if (optimizer.Schedule is null)
            Keep(LearningRate = Input("optimizer/learning_rate", []), TensorData.Scalar((float)optimizer.LearningRate));
        var rate = LearningRate ?? optimizer.Schedule!.Rate(Iteration);

        var gradients = Gradient.Of(optimizer.LossScaleFactor is { } scale ? loss * scale : loss,
            [.. TrainedWeights.Select(weight => weight.Symbol)]);
        if (FlatWeights.Of(TrainedWeights, gradients, optimizer) is { } flat) StepAll(flat, optimizer, gradients, rate);
        else StepEach(optimizer, gradients, rate);
    }

    private void StepEach(Optimizer optimizer, IReadOnlyList<Value?> gradients, Value rate)
    {
        var memory = Memory(optimizer, TrainedWeights, optimizer.StateFor(TrainedWeights));
        foreach (var weight in TrainedWeights) State(weight.Symbol, weight.Value);
        Move(optimizer, TrainedWeights, gradients, memory, rate);
        _memoryViews.AddRange(memory.Select(StateView.Of));
        _weightViews.AddRange(TrainedWeights.Select(weight => StateView.Of(weight.Symbol)));
    }

    private void StepAll(FlatWeights flat, Optimizer optimizer, IReadOnlyList<Value?> gradients, Value rate)
    {
        var (places, known) = (optimizer.Layout(TrainedWeights.Count), optimizer.StateFor(TrainedWeights));
        var layout = optimizer.Layout(1);
        var memory = Memory(optimizer, [flat.Weight], [.. layout.Select(place => place.Weight == OptimizerSlot.AllWeights
            ? known[IndexOf(places, place.Slot, OptimizerSlot.AllWeights)]
            : flat.Joined([.. TrainedWeights.Select((_, weight) => known[IndexOf(places, place.Slot, weight)])]))]);
        State(flat.Weight.Symbol, flat.Weight.Value);
        Views.AddRange(flat.Views);
        Move(optimizer, [flat.Weight], [flat.Joined(gradients!)], memory, rate);
        _memoryViews.AddRange(places.Select(place =>
        {
            var slot = memory[IndexOf(layout, place.Slot, Math.Min(place.Weight, 0))];
            return place.Weight == OptimizerSlot.AllWeights ? StateView.Of(slot) : flat.View(slot, place.Weight);
        }));
        _weightViews.AddRange(TrainedWeights.Select((_, weight) => flat.View(flat.Weight.Symbol, weight)));
    }

    private Value[] Memory(Optimizer optimizer, IReadOnlyList<Weight> weights, IReadOnlyList<TensorData> initial) =>
        [.. optimizer.Layout(weights.Count)
            .Zip(initial, (place, data) => State(place.Weight == OptimizerSlot.AllWeights
            ? $"optimizer/{place.Slot.Name}" : $"optimizer/{place.Slot.Name}/{weights[place.Weight].Path}", data))];

    private void Move(Optimizer optimizer, IReadOnlyList<Weight> weights, IReadOnlyList<Value?> gradients, IReadOnlyList<Value> memory,
        Value rate)
    {
        var (moved, remembered) = optimizer.Step(weights, gradients, memory, Iteration!, rate);
        foreach (var (weight, next) in weights.Zip(moved)) Feed(weight.Symbol, weight.Constraint?.Project(next) ?? next);
        foreach (var (slot, next) in memory.Zip(remembered)) Feed(slot, next);
    }

    private static int IndexOf(IReadOnlyList<(OptimizerSlot Slot, int Weight)> places, OptimizerSlot slot, int weight)
    {
        for (var i = 0; i < places.Count; i++)
            if (places[i].Slot.Name == slot.Name && places[i].Weight == weight)
                return i;
        throw Throw.Bug($"an optimizer has no place for {slot.Name}.");
    }

    private Value State(string name, TensorData initial) => State(Input($"state/{name}", initial.Shape, initial.Type), initial);

    private Value State(Value input, TensorData initial)
    {
        Slots.Add(new StateInput(input, $"next/{input.Name}"));
        Initial.Add(initial);
        return input;
    }

    private void Keep(Value input, TensorData value)
    {
        Slots.Add(new StateInput(input, null));
        Initial.Add(value);
    }

    private void Feed(Value state, Value next) => _outputs.Add(new($"next/{state.Name}", next));

    private sealed record ClassPlace(int Output, KnownClasses Classes, OutputObjective Objective);

    private sealed record WatchedMetric(string Log, Metric Metric, IReadOnlyList<Value> State, IReadOnlyList<TensorData> Initial);
}
