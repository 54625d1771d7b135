using System.Diagnostics.CodeAnalysis;

namespace Layers.ScikitLearn;

/// <summary>Pipeline, as its steps in sequence.</summary>
internal sealed class FittedPipeline : FittedFrom
{
    private readonly FittedObject[] _steps;

    [SetsRequiredMembers]
    private FittedPipeline(FittedFields fields, FittedObject[] steps)
        : base(fields, steps[0].Width)
    {
        _steps = steps;
        // A pipeline gets the names from its first step.
        Names ??= steps[0].Names;
        foreach (var (before, after) in steps.Zip(steps.Skip(1)))
            if (before.OutputWidth != after.Width)
                throw Throw.FieldsDiffer(fields,
                    $"a {before.ClassName} gives {Figures.Count(before.OutputWidth, "column")} to a {after.ClassName} of {after.Width}");
    }

    public static FittedObject Of(FittedFields fields)
    {
        var steps = new List<FittedObject>();
        var all = fields.List("steps");
        foreach (var (i, step) in all.Index())
        {
            if (step is not IReadOnlyList<object?> { Count: 2 } pair || pair[0] is not string name)
                throw Throw.WrongField(fields, "steps", "pairs of a name and a step", step);
            if (pair[1] is null or "passthrough") continue;
            if (i == all.Count - 1 && pair[1] is PickledObject last && FittedObjects.IsEstimator(last))
                throw Throw.FinalEstimator(fields, name, last.Type);
            steps.Add(FittedObjects.Of(pair[1], fields));
        }
        return steps.Count == 0 ? throw Throw.NothingButPassthrough(fields) : new FittedPipeline(fields, [.. steps]);
    }

    public override ColumnType TypeOf(int column) => _steps[0].TypeOf(column);

    public override IReadOnlyList<int> Taken => _steps[0].Taken;

    public override bool IsColumnwise => _steps.All(step => step.IsColumnwise);

    public override int OutputWidth => _steps[^1].OutputWidth;

    public override IReadOnlyList<string> OutputNames(IReadOnlyList<string> names) =>
        _steps.Aggregate(names, (names, step) => step.OutputNames(names));

    public override ColumnType OutputTypeOf(int column) => _steps[^1].OutputTypeOf(column);

    protected override IReadOnlyList<ColumnOf> Made(IReadOnlyList<ColumnOf> columns, DTypePolicy? dtype) =>
        Through(columns, dtype, (step, x, type) => step.Apply(x, type));

    public override IReadOnlyList<ColumnOf> Apply(IReadOnlyList<ColumnOf> columns, IReadOnlyList<int> places, DTypePolicy? dtype) =>
        Through(columns, dtype, (step, x, type) => step.Apply(x, places, type));

    public override string? NoInverse => _steps.Select(step => step.NoInverse).OfType<string>().LastOrDefault();

    protected override IReadOnlyList<ColumnOf> Inverted(IReadOnlyList<ColumnOf> columns, IReadOnlyList<int> places, DTypePolicy? dtype) =>
        _steps.Reverse().Aggregate(columns, (y, step) => step.Invert(y, places, dtype));

    private IReadOnlyList<ColumnOf> Through(IReadOnlyList<ColumnOf> columns, DTypePolicy? dtype, Func<FittedObject, IReadOnlyList<ColumnOf>,
        DTypePolicy?, IReadOnlyList<ColumnOf>> apply)
    {
        // Values between steps keep 64 bits: a scaler may subtract a mean that is most of the number.
        var between = columns.Any(column => column.Tensor.Type == DType.Float64) ? DTypePolicy.Float64 : dtype;
        foreach (var (i, step) in _steps.Index()) columns = apply(step, columns, i < _steps.Length - 1 ? between : dtype);
        return columns;
    }
}
