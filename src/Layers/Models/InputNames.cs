namespace Layers;

/// <summary>The feature names of a model's only input: the names that its adaptive layers learned, or those of the table that the model was
/// fitted with.</summary>
internal static class InputNames
{
    /// <summary>Returns the names; null if no layer knows them, or if the model has several inputs or does not know its input
    /// yet.</summary>
    public static IReadOnlyList<string>? Of(Model model) => model.Inputs.Count == 1 ? Of(model, model.Symbols()) : null;

    /// <inheritdoc cref="Of(Model)"/>
    public static IReadOnlyList<string>? Of(Model model, IReadOnlyList<Value> symbols)
    {
        if (symbols is not [{ Shape.Rank: 2 } input]) return null;
        var learned = ModelAdapting.CallsOf(model, symbols)
            .Where(call => call.Layer.State?.FeatureNames is not null && IsInPlace(call.Input, input))
            .Select(call => call.Layer.State!.FeatureNames).FirstOrDefault();
        return learned ?? (model.FittedColumns is { } fitted && input.Shape[1] == fitted.Count ? fitted : null);
    }

    /// <summary>Whether each feature of a value is computed from the same feature of an input only, and so has the same name. This is the
    /// case for imputation, scalers and all other elementwise computations.</summary>
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
