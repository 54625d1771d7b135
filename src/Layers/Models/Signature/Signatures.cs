namespace Layers;

/// <summary>Creates the signature of a model.</summary>
internal static class Signatures
{
    public static ModelSignature Of(Model model)
    {
        var symbols = model.Symbols();
        var record = ModelAdapting.RecordOf(model, symbols);
        return new ModelSignature(Columns(model, symbols, record.AdaptiveCalls), Outputs(model, symbols));
    }

    private static ModelColumn[] Columns(Model model, Value[] symbols, List<AdaptiveCall> calls)
    {
        if (model.TakesColumns)
        {
            var inputs = model.Inputs;
            if (!inputs.All(IsColumn)) return [];
            return [.. inputs.Select((input, i) =>
                new ModelColumn(input.Column ?? input.Name, input.Type, i, 0, MayBeMissing(input, symbols[i], calls), input.MissingText,
                    LengthOf(input.Shape), CategoriesOf(symbols[i], 0, calls))
                {
                    Range = LengthOf(input.Shape) is null ? RangeOf(symbols[i], 0, calls) : null,
                })];
        }
        if (InputNames.Of(model, symbols) is not { } names) return [];
        var type = model.Inputs[0].Type;
        return [.. names.Select((name, i) => new ModelColumn(name, type, 0, i, MayBeMissing(type, symbols[0], i, calls), null,
            categories: CategoriesOf(symbols[0], i, calls)) { Range = RangeOf(symbols[0], i, calls) })];
    }

    // One value for each row, or an array of values: (batch, 1), (batch, values) or (batch, steps, 1).
    private static bool IsColumn(Input input) =>
        input.Shape is { Rank: 2 } or { Rank: 3 } && input.Shape.Skip(1).All(size => size.IsKnown)
        && (input.Shape.Rank == 2 || input.Shape[2] == 1);

    private static int? LengthOf(Shape shape) => shape is { Rank: 2 } && shape[1] == 1 ? null : checked((int)shape[1].Size);

    private static ModelOutput[] Outputs(Model model, Value[] symbols)
    {
        var values = model.ApplyAll(symbols, CallRecord.ForPrediction());
        return [.. model.OutputNames.Select((name, i) =>
        {
            var loss = model.Objective?.Outputs.ElementAtOrDefault(i)?.Loss;
            return new ModelOutput(name, values[i].Type, values[i].Shape, model.Labels.GetValueOrDefault(i),
                OutputScales.Of(values[i], loss));
        })];
    }

    // An array may have missing values if one of its features may. The steps of a window are values of one feature.
    private static bool? MayBeMissing(Input input, Value symbol, List<AdaptiveCall> calls)
    {
        var features = Enumerable.Range(0, checked((int)input.Shape[^1].Size))
            .Select(feature => MayBeMissing(input.Type, symbol, feature, calls)).ToList();
        return features.Contains(true) ? true : features.Contains(null) ? null : false;
    }

    // Looks at the layers that take the column unchanged or after elementwise arithmetic only.
    private static bool? MayBeMissing(DType type, Value symbol, int feature, List<AdaptiveCall> calls)
    {
        if (!type.IsFloat()) return type == DType.String;
        bool? isKnown = null;
        foreach (var call in calls)
        {
            if (PlaceOf(call.Input, symbol, feature) is not { } place || call.Layer is not NumericAdaptiveLayer layer) continue;
            if (layer.MissingValues == MissingValues.Ignore) return true;
            if (layer.State is not NumericState state) continue;
            if (place < state.Features && state.Statistics.Missing(place) > 0) return true;
            isKnown = false;
        }
        return isKnown;
    }

    // The categories of the first layer that distinguishes categories in the unchanged column.
    private static (CategoryList, bool)? CategoriesOf(Value symbol, int feature, List<AdaptiveCall> calls)
    {
        foreach (var call in calls)
            if (PlaceOf(call.Input, symbol, feature) is { } place && call.Layer.CategoriesOf(place) is { } categories) return categories;
        return null;
    }

    // The range of the first layer that takes the column unchanged, so that the range is in the column's unit. A layer that learned one
    // range for all columns does not know the range of each.
    private static (double, double)? RangeOf(Value symbol, int feature, List<AdaptiveCall> calls)
    {
        foreach (var call in calls)
            if (PlaceOf(call.Input, symbol, feature) is { } place && call.Layer.State is NumericState state
                && call.Input.Shape is { Rank: 2 } shape && shape[1] == state.Features
                && state.Statistics[place] is { Count: > 0, HasRange: true } seen)
                return (seen.Minimum, seen.Maximum);
        return null;
    }

    private static int? PlaceOf(Value value, Value symbol, int feature)
    {
        if (value == symbol) return feature;
        if (value.Node.Op == Op.Cast || value.Node.Op == Op.Identity) return PlaceOf(value.Node.Inputs[0], symbol, feature);
        if (value.Node.Op != Op.Concat || value.Shape.Rank != 2) return null;
        var before = 0L;
        foreach (var part in value.Node.Inputs)
        {
            if (PlaceOf(part, symbol, feature) is { } place) return checked((int)(before + place));
            if (!part.Shape[^1].IsKnown) return null;
            before += part.Shape[^1].Size;
        }
        return null;
    }
}
