namespace Layers.Tests;

/// <summary>Every layer and model of the golden data that the row engine supports gives the same prediction there as in ONNX
/// Runtime.</summary>
public sealed class RowEngineGoldenTests
{
    // The names of the layers that the row engine does not support. The test fails when the list changes.
    private static readonly string[] s_ofOnnxRuntime =
        ["AveragePooling1D", "AveragePooling2D", "Conv1D", "Conv2D", "DepthwiseConv2D", "MaxPooling1D", "MaxPooling2D", "SeparableConv2D"];

    // The whole input of rank 1 is one sample, whose size is the number of rows.
    private static readonly string[] s_oneSample =
    [
        "CategoryEncoding.count_weights_rank1", "Discretization.multi_hot_rank1", "Discretization.count_rank1",
        "IntegerLookup.multi_hot_rank1", "IntegerLookup.count_rank1",
        "StringLookup.tf_idf_given_rank1", "StringLookup.multi_hot_rank1", "StringLookup.count_rank1",
    ];

    private static readonly string[] s_casesOfOnnxRuntime =
        ["Normalization.axis_0_rank2", "Softmax.rank1", "UpSampling2D.bilinear", "UpSampling2D.bicubic", .. s_oneSample];

    // The causes are masked steps, recurrent functions other than those of ONNX's operators, TimeDistributed, and attention.
    private static readonly string[] s_leftToOnnxRuntime =
    [
        "models/attention_mask", "models/embedding_mask", "models/gru_reset_before", "models/masking_lstm", "models/masking_steps",
        "models/simple_rnn", "models/time_distributed",
    ];

    // Managed code splits these texts into tokens before either engine runs.
    private static readonly string[] s_texts = ["models/text", "models/text_embedding", "models/text_given_vocabulary",
        "models/text_tfidf"];

    // Cases that Keras accepts and Layers refuses.
    private static readonly string[] s_refused =
    [
        "Normalization.dataset_of_rows_is_batched_by_128", "Normalization.nan_in_feature_adapt", "Normalization.not_adapted_is_identity",
        "Normalization.not_adapted_not_built_is_identity", "Normalization.call_one_column_broadcasts",
        "Normalization.call_rank1_after_rank2",
        "Normalization.axis_default_rank1",
        "TextVectorization.ragged", "TextVectorization.ragged_sequence_length", "TextVectorization.one_hot",
    ];

    // Managed code hashes before either engine runs.
    private static IEnumerable<LayerCase> Cases =>
        LayerCase.All.Where(one => one is { Refused: Moment.Never, Input.Shape.Rank: > 0, IsTraining: false, Layer: not "Hashing" }
            && !RecurrentGoldenTests.IsIts(one));

    [Test]
    public void Layers_AgreeInBothEngines()
    {
        var (known, unknown, refused, wrong, others) = (new List<string>(), new List<string>(), new List<string>(), new List<string>(),
            new List<string>());
        foreach (var one in Cases)
        {
            if (LayerRun.Adapting(one) is not { Error: null, Layer: { IsBuilt: true } layer, Output: not null })
            {
                refused.Add(one.Name);
                continue;
            }
            // Keras built some layers for the case's number of rows, but the row engine takes graphs of any number of rows.
            var input = one.Layer == "Normalization"
                ? layer.InputFor(one.Input!) : Ops.Input("input", one.Input!.Shape.With(0, "batch"), one.Input.Type);
            // These are not compared: host operators run before either engine, only ONNX Runtime returns texts, and some outputs do not
            // have a row for each row of the input.
            var graph = Predictor.Freeze(layer, [new("y", layer.Apply(input))]);
            if (graph.Nodes.Any(node => node.Op.IsHost) || one.Output!.Type == DType.String || one.Output.Shape.Rank == 0
                || one.Output.Shape[0] != one.Input!.Shape[0])
            {
                others.Add(one.Name);
                continue;
            }
            if (BothEngines.Mismatches(graph, one.Input!) is not { } mismatches) unknown.Add(one.Name);
            else if (mismatches.Count > 0) wrong.AddRange(mismatches.Select(text => one.Name + text));
            else known.Add(one.Name);
        }
        Assert.Multiple(() =>
        {
            Assert.That(wrong, Is.Empty);
            Assert.That(unknown, Is.EquivalentTo(Cases.Select(one => one.Name).Where(name => s_ofOnnxRuntime.Contains(name.Split('.')[0]))
                .Concat(s_casesOfOnnxRuntime)));
            Assert.That(refused, Is.EquivalentTo(s_refused));
            Assert.That(known, Has.Count.EqualTo(438));
            Assert.That(others, Has.Count.EqualTo(73));
        });
    }

    [Test]
    public void Models_AgreeInBothEngines()
    {
        var (known, unknown, wrong, others) = (new List<string>(), new List<string>(), new List<string>(), new List<string>());
        foreach (var one in ModelCase.All)
        {
            using var model = one.Load();
            var x = Casting.Cast(one.Input, model.Input!.Type);
            // Host operators run before either engine.
            if (model.ToGraph().Nodes.Any(node => node.Op.IsHost))
            {
                others.Add(one.Name);
                continue;
            }
            if (BothEngines.Mismatches(model.ToGraph(), x) is not { } mismatches) unknown.Add(one.Name);
            else if (mismatches.Count > 0) wrong.AddRange(mismatches.Select(text => one.Name + text));
            else known.Add(one.Name);
        }
        Assert.Multiple(() =>
        {
            Assert.That(wrong, Is.Empty);
            Assert.That(unknown, Is.EquivalentTo(new[] { "models/digits_batchnorm", "models/digits_conv" }.Concat(s_leftToOnnxRuntime)));
            Assert.That(known, Has.Count.EqualTo(56));
            Assert.That(others, Is.EquivalentTo(s_texts));
        });
    }
}
