namespace Layers;

/// <summary>Builds the functional model of a space: the layers of each feature, then crosses, one-hot encodings, and the concatenation of
/// all of them.</summary>
internal static class SpaceGraph
{
    public static Functional Build(FeatureSpace space)
    {
        var inputs = space.Inputs;
        var columns = inputs.ToDictionary(input => input.Column!, input => input.Tensor);
        var (given, values) = (new Dictionary<string, KerasTensor>(), new Dictionary<string, KerasTensor>());
        foreach (var feature in space.Where(feature => !feature.IsCross))
        {
            var x = given[feature.Name] = Joined(feature, [.. feature.Columns.Select(column => columns[column])]);
            foreach (var layer in feature.Layers) x = layer.Apply(x);
            values[feature.Name] = x;
        }
        foreach (var cross in space.Where(feature => feature.IsCross))
            values[cross.Name] = cross.Crosser!.Apply([.. cross.Crossed.Select(name => CrossValue(space, cross, space[name], values[name],
                given[name]))]);

        List<KerasTensor> outputs = [.. space.InOrder().Select(feature => Encoded(space, feature, values[feature.Name]))];
        if (space.Output == FeatureOutput.Dict) return new Functional(inputs, outputs, space.Name) { NamesOfOutputs = space.OutputNames };
        foreach (var (feature, output) in space.InOrder().Zip(outputs)) RequireVector(space, feature, output);
        return new Functional(inputs, [new Concatenate { IsNamedLast = true }.Apply(outputs)], space.Name);
    }

    // A float64 concatenation, so that large integers stay exact up to the first layer.
    private static KerasTensor Joined(Feature feature, IReadOnlyList<KerasTensor> columns)
    {
        if (columns is [var only]) return only;
        if (columns[0].Type == DType.Float64 && feature.Joined!.Policy.ComputeType != DType.Float64)
            feature.Joined = new Concatenate(dtype: DTypePolicy.Float64) { IsNamedLast = true };
        return feature.Joined!.Apply(columns);
    }

    // Keras crosses the outputs of the layers. If an output is not an index, the column itself identifies the value.
    private static KerasTensor CrossValue(FeatureSpace space, Feature cross, Feature feature, KerasTensor value, KerasTensor given)
    {
        if (IsCrossed(value)) return value;
        return IsCrossed(given) ? given : throw Throw.CannotCrossFeature(space, cross, feature, value.Type, value.Shape);
    }

    private static bool IsCrossed(KerasTensor value) =>
        (value.Type == DType.String || value.Type.IsInteger()) && value.Shape.Rank == 2 && value.Shape[1].IsKnown
        && value.Shape[1].Size == 1;

    private static KerasTensor Encoded(FeatureSpace space, Feature feature, KerasTensor value)
    {
        if (!feature.IsOneHot) return value;
        var count = feature.Cardinality ?? throw Throw.NoCardinality(space, feature, feature.Layers.Count == 0 ? null : feature.Layers[^1]);
        if (feature.Encoder?.NumTokens != count) feature.Encoder = new CategoryEncoding(checked((int)count)) { IsNamedLast = true };
        return feature.Encoder!.Apply(value);
    }

    private static void RequireVector(FeatureSpace space, Feature feature, KerasTensor output)
    {
        if (!output.Type.IsFloat()) throw Throw.NotEncoded(space, feature.Name, output.Type, output.Shape);
        if (output.Shape.Rank != 2 || !output.Shape[1].IsKnown) throw Throw.NotAVector(space, feature.Name, output.Shape);
    }
}
