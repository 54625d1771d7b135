using System.Text.Json.Nodes;

namespace Layers.Tests;

/// <summary>Runs a case of scikit-learn's encoders with our layers.</summary>
internal static class EncoderRun
{
    /// <summary>Returns the differences from scikit-learn's outputs and learned values, in words.</summary>
    public static IEnumerable<string> Mismatches(EncoderCase one, DTypePolicy policy)
    {
        var tolerance = policy == DTypePolicy.Float64 ? Tolerance.Float64 : Tolerance.Float32;
        var layers = LayersOf(one, policy);
        foreach (var layer in layers.OfType<AdaptiveLayer>().Where(layer => layer.Given is null))
            layer.Adapt(one.FitData, labels: one.Labels);
        using var model = ModelOf(one, layers);
        var output = model.Predict(one.InputData);
        return
        [
            .. output.Type != DType.String ? Mismatch.OfNumbers("output", output, one.OutputData, tolerance)
                : output.ToArray<string>().SequenceEqual(one.OutputData.ToArray<string>()) ? [] : [$"output: {output}"],
            .. one.FitTransform is { } cross
            ? Mismatch.OfNumbers("in training", InTraining(layers.Single(), one.FitData), cross, tolerance) : [],
            .. layers.SelectMany(layer => Learned(one, layer)),
        ];
    }

    /// <summary>Returns the layers whose outputs, side by side, are the encoder's.</summary>
    public static Layer[] LayersOf(EncoderCase one, DTypePolicy policy) => one.Class switch
    {
        "KBinsDiscretizer" =>
        [new Bins(one.Whole("n_bins"), one.Text("encode") == "ordinal" ? BinEncoding.Ordinal : BinEncoding.OneHot,
        Enum.Parse<BinStrategy>(one.Text("strategy")!, ignoreCase: true),
            one.Text("quantile_method") == "linear" ? QuantileMethod.Linear : QuantileMethod.AveragedInvertedCdf, dtype: policy)],
        "SplineTransformer" =>
        [new Spline(one.Whole("n_knots"), one.Whole("degree"), Enum.Parse<SplineKnots>(one.Text("knots")!, ignoreCase: true),
            Enum.Parse<SplineExtrapolation>(one.Text("extrapolation")!, ignoreCase: true), one.Flag("include_bias"), dtype: policy)],
        "SimpleImputer" when one.FitData.Type == DType.String =>
        [new TextImputation(one.Text("strategy") == "constant" ? TextImputationStrategy.Constant : TextImputationStrategy.MostFrequent,
        one.Text("fill_value"))],
        "SimpleImputer" when one.Flag("add_indicator") => [Imputation(one, policy), new MissingIndicator(dtype: policy)],
        "SimpleImputer" => [Imputation(one, policy)],
        "MissingIndicator" =>
        [new MissingIndicator(one.Text("features") == "all" ? IndicatedFeatures.All : IndicatedFeatures.MissingOnly, dtype: policy)],
        "OneHotEncoder" =>
        [new OneHotEncoding(Unknown(one),
        one.Text("drop") switch { null => DroppedCategory.None, "first" => DroppedCategory.First, _ => DroppedCategory.IfBinary },
            (double?)one.Parameters["min_frequency"], (int?)one.Parameters["max_categories"], dtype: policy)],
        "OrdinalEncoder" =>
        [new OrdinalEncoding(Unknown(one), (long?)one.Parameters["unknown_value"] ?? -1, (double?)one.Parameters["min_frequency"],
        (int?)one.Parameters["max_categories"], dtype: policy)],
        "TargetEncoder" =>
        [new TargetEncoding((one.Parameters["smooth"] as JsonValue)?.TryGetValue(out double smooth) == true ? smooth : null,
        Enum.Parse<TargetType>(one.Text("target_type")!, ignoreCase: true),
            int.Parse(one.Text("cv")!["KFold(n_splits=".Length..].Split(',')[0], System.Globalization.CultureInfo.InvariantCulture),
                dtype: policy)],
        _ => throw new NotSupportedException($"No layer for {one.Class}."),
    };

    /// <summary>Returns a layer's output in <c>Fit</c> for all rows that it learned from.</summary>
    public static TensorData InTraining(Layer layer, TensorData rows)
    {
        var (x, record) = (Ops.Input("x", rows.Shape.With(0, "batch"), rows.Type), new CallRecord(null, isTraining: true, "batch"));
        var y = layer.ApplyAll([x], record)[0];
        using var session = new Layers.Onnx.OnnxSession(Graph.Of(y));
        var positions = TensorData.Of(Array.ConvertAll([.. Enumerable.Range(0, (int)rows.Shape[0].Size)], row => (long)row));
        return session.Run([.. session.Graph.Inputs.Select(input => ReferenceEquals(input, x) ? rows : positions)])[0];
    }

    private static UnknownCategory Unknown(EncoderCase one) => one.Text("handle_unknown") switch
    {
        "error" => UnknownCategory.Error,
        "infrequent_if_exist" => UnknownCategory.Infrequent,
        _ => UnknownCategory.Ignore,
    };

    private static Imputation Imputation(EncoderCase one, DTypePolicy policy) =>
        new(Enum.Parse<ImputationStrategy>(one.Text("strategy")!, ignoreCase: true), keepEmptyFeatures: one.Flag("keep_empty_features"),
            dtype: policy);

    private static Functional ModelOf(EncoderCase one, Layer[] layers)
    {
        var x = new Input(one.Columns, one.InputData.Type);
        var outputs = layers.Select(layer => layer.Apply(x)).ToArray();
        return new Functional(x, outputs.Length == 1 ? outputs[0] : new Concatenate(dtype: layers[0].Policy).Apply(outputs));
    }

    private static IEnumerable<string> Learned(EncoderCase one, Layer layer)
    {
        foreach (var (name, node) in one.Learned)
        {
            switch (name, layer)
            {
                case ("bin_edges_", Bins bins):
                    foreach (var (feature, edges) in node!.AsArray().Index())
                        foreach (var text in Mismatch.OfNumbers($"edges {feature}", Line(bins.Edges![feature]), Golden.Tensor(edges),
                            Tolerance.Float64)) yield return text;
                    break;
                case ("n_bins_", Bins bins):
                    foreach (var text in Mismatch.OfNumbers(name, Line(bins.Edges!.Select(edges => edges.Count - 1.0)), Golden.Tensor(node),
                        new(0, 0))) yield return text;
                    break;
                case ("statistics_", Imputation { FillValues: { } values }):
                    foreach (var text in Mismatch.OfNumbers(name, values, Golden.Tensor(node), Tolerance.Float64)) yield return text;
                    break;
                case ("features_", MissingIndicator { Indices: { } indices }):
                    foreach (var text in Mismatch.OfNumbers(name, Line(indices.Select(index => (double)index)), Golden.Tensor(node),
                        new(0, 0))) yield return text;
                    break;
                case ("statistics_", TextImputation imputation):
                    if (!(imputation.FillValues ?? [imputation.FillValue, imputation.FillValue])
                        .SequenceEqual(node!.AsArray().Select(text => (string)text!)))
                        yield return $"{name}: {string.Join(", ", imputation.FillValues!)}";
                    break;
                case ("encodings_", TargetEncoding { Encodings: { } encodings }):
                    foreach (var (i, table) in node!.AsArray().Index())
                        foreach (var text in Mismatch.OfNumbers($"{name} {i}", Line(encodings[i]), Golden.Tensor(table), Tolerance.Float64))
                            yield return text;
                    break;
                case ("target_mean_", TargetEncoding { TargetMean: { } means }):
                    foreach (var text in Mismatch.OfNumbers(name, Line(means),
                        node is JsonObject ? Golden.Tensor(node) : Line([(double)node!]), Tolerance.Float64)) yield return text;
                    break;
                case ("categories_", INamesOutputs):
                    var categories = (layer as ColumnEncoding<VocabularyState>)?.Categories ?? ((TargetEncoding)layer).Categories!;
                    foreach (var (c, column) in node!.AsArray().Index())
                        if (!categories[c].Texts.SequenceEqual(column!.AsArray().Select(text => (string)text!)))
                            yield return $"the categories of column {c} are {categories[c]}";
                    break;
                case ("infrequent_categories_", GroupedEncoding { InfrequentCategories: { } rare }):
                    foreach (var (c, column) in node!.AsArray().Index())
                        if (!(rare[c]?.Texts ?? []).SequenceEqual((column as JsonArray ?? []).Select(text => (string)text!)))
                            yield return $"the rare categories of column {c} are {rare[c]}";
                    break;
                case ("drop_idx_", OneHotEncoding { Drop: not DroppedCategory.None }):
                    if (node!.AsArray().Any(index => (int?)index != 0)) yield return $"{name} is {node}";
                    break;
                // These values are settings of a layer that learns nothing.
                case ("statistics_", Imputation { Strategy: ImputationStrategy.Constant }) or ("features_", MissingIndicator)
                    or ("statistics_", MissingIndicator):
                    break;
                default:
                    yield return $"{name} of {layer} is not compared";
                    break;
            }
        }
    }

    private static TensorData Line(IEnumerable<double> numbers) => TensorData.Of([.. numbers], [numbers.Count()]);
}
