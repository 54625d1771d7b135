namespace Layers;

/// <summary>What the features of a model's only input are called, as its adaptive layers learned it or as the table had it that the model
/// was fitted with.</summary>
internal static class InputNames
{
    /// <summary>The names; null where no layer knows them, or the model has several inputs or none yet.</summary>
    public static IReadOnlyList<string>? Of(Model model) => model.Inputs.Count == 1 ? Of(model, model.Symbols()) : null;

    /// <inheritdoc cref="Of(Model)"/>
    public static IReadOnlyList<string>? Of(Model model, IReadOnlyList<Value> symbols)
    {
        if (symbols is not [{ Shape.Rank: 2 } input]) return null;
        var learned = ModelAdapting.CallsOf(model, symbols).Where(call => call.Layer.State?.FeatureNames is not null && IsInPlace(call.Input, input)).Select(call => call.Layer.State!.FeatureNames).FirstOrDefault();
        return learned ?? (model.FittedColumns is { } fitted && input.Shape[1] == fitted.Count ? fitted : null);
    }

    /// <summary>Whether each feature of a value follows from the same feature of an input alone, and so has its name: through imputation,
    /// scalers and all that is computed element by element.</summary>
    public static bool IsInPlace(Value value, Value input)
    {
        if (value == input) return true;
        if (value.Shape.Rank != input.Shape.Rank || value.Shape[^1] != input.Shape[^1]) return false;
        var dependent = new HashSet<Value>(ReferenceEqualityComparer.Instance) { input };
        foreach (var node in Graph.Of(value).Nodes)
        {
            if (!node.Inputs.Any(dependent.Contains)) continue;
            if (!node.Op.Is(OpTraits.Elementwise)) return false;
            if (node.Inputs.Any(part => dependent.Contains(part) && part.Shape.Rank != value.Shape.Rank)) return false;
            dependent.UnionWith(node.Outputs);
        }
        return dependent.Contains(value);
    }
}
