using System.Text.Json.Nodes;
using Layers.Tests.Training;

namespace Layers.Tests;

/// <summary>A model of each family of image and sequence layers opens in real Keras, predicts and measures the same, and is loaded again;
/// in the newest release the training also continues with the same losses.</summary>
[Category("Interop")]
[Parallelizable]
public sealed class SpatialInteropTests
{
    private static readonly TensorData s_steps = SampleData.Of([12, 9, 2], DType.Float32, seed: 1);
    private static readonly TensorData s_images = SampleData.Of([12, 6, 7, 2], DType.Float32, seed: 2);
    private static readonly TensorData s_volumes = SampleData.Of([12, 4, 5, 3, 2], DType.Float32, seed: 4);

    private static readonly (string Name, TensorData X, Func<Layer[]> Layers)[] s_models =
    [
        ("conv1d", s_steps, () => [new Conv1D(4, 3, padding: Padding.Causal, dilationRate: 2, activation: Activation.Tanh),
            new Conv1D(4, 2, strides: 2, padding: Padding.Same, groups: 2, kernelRegularizer: Regularizer.L2)]),
        ("conv2d", s_images, () => [new Conv2D(4, 3, padding: Padding.Same, activation: Activation.Tanh),
            new Conv2D(4, (2, 3), strides: 2, groups: 2, useBias: false),
            new Conv2D(3, 2, dilationRate: (1, 2), padding: Padding.Same, kernelConstraint: WeightConstraint.MaxNorm)]),
        ("depthwise", s_images, () => [new DepthwiseConv2D(3, padding: Padding.Same, depthMultiplier: 2, activation: Activation.Tanh),
            new DepthwiseConv2D(2, strides: 2)]),
        ("separable", s_images, () => [new SeparableConv2D(4, 3, depthMultiplier: 2, activation: Activation.Tanh),
            new SeparableConv2D(3, 2, padding: Padding.Same, useBias: false)]),
        ("one_dimension", s_steps,
            () => [new DepthwiseConv1D(2, depthMultiplier: 2), new SeparableConv1D(3, 3, padding: Padding.Same, strides: 2)]),
        ("pooling1d", s_steps, () => [new Conv1D(3, 2), new MaxPooling1D(3, 2, Padding.Same), new AveragePooling1D(2, 1),
            new GlobalAveragePooling1D()]),
        ("pooling2d", s_images, () => [new Conv2D(3, 2), new MaxPooling2D(2, 1, Padding.Same),
            new AveragePooling2D((2, 3), padding: Padding.Same), new GlobalMaxPooling2D(keepDims: true)]),
        ("global", s_images, () => [new Conv2D(3, 2), new GlobalAveragePooling2D()]),
        ("global1d", s_steps, () => [new Conv1D(3, 2), new GlobalMaxPooling1D()]),
        ("sizes2d", s_images, () => [new Conv2D(2, 2), new ZeroPadding2D(((1, 0), (2, 1))), new UpSampling2D((2, 3)),
            new Cropping2D((1, 2)), new UpSampling2D(2, interpolation: Interpolation.Bilinear), new Conv2D(2, 3, strides: 3)]),
        ("cubic", s_images, () => [new Conv2D(2, 2), new UpSampling2D((2, 1), interpolation: Interpolation.Bicubic),
            new UpSampling2D((1, 2), interpolation: Interpolation.Lanczos3)]),
        ("volumes", s_volumes, () => [new Conv3D(4, (2, 3, 2), padding: Padding.Same, activation: Activation.Tanh),
            new MaxPooling3D((1, 2, 1)), new Conv3D(2, 2, groups: 2), new AveragePooling3D((2, 1, 1), 1, Padding.Same)]),
        ("global3d", s_volumes, () => [new Conv3D(3, 2), new GlobalAveragePooling3D(keepDims: true), new ZeroPadding3D((1, 0, 1)),
            new GlobalMaxPooling3D()]),
        ("sizes3d", s_volumes, () => [new Conv3D(2, 2), new ZeroPadding3D(((1, 0), (0, 2), (1, 1))), new UpSampling3D((2, 1, 2)),
            new Cropping3D((1, 0, 1)), new SpatialDropout3D(0)]),
        ("transposed1d", s_steps, () => [new Conv1DTranspose(3, 4, strides: 3, padding: Padding.Same, activation: Activation.Tanh),
            new Conv1DTranspose(2, 2, strides: 3), new Conv1DTranspose(2, 3, dilationRate: 2, padding: Padding.Same)]),
        ("transposed2d", s_images,
            () => [new Conv2DTranspose(3, 3, strides: 2, padding: Padding.Same, activation: Activation.Tanh),
            new Conv2DTranspose(2, (2, 1), strides: (1, 3), padding: Padding.Same, useBias: false)]),
        ("transposed3d", s_volumes,
            () => [new Conv3DTranspose(2, 2, strides: (1, 2, 1)), new Conv3DTranspose(2, (1, 3, 2), padding: Padding.Same)]),
        ("adaptive_windows", s_steps, () => [new Conv1D(3, 2), new AdaptiveAveragePooling1D(5), new AdaptiveMaxPooling1D(3)]),
        ("adaptive_images", s_images, () => [new Conv2D(3, 2), new AdaptiveMaxPooling2D((3, 4)), new AdaptiveAveragePooling2D(2)]),
        ("adaptive_volumes", s_volumes,
            () => [new Conv3D(3, 2), new AdaptiveAveragePooling3D((2, 3, 2)), new AdaptiveMaxPooling3D((1, 2, 1))]),
        ("output_padding", s_steps,
            () => [new Conv1DTranspose(3, 3, strides: 3, padding: Padding.Same, outputPadding: 1),
            new Conv1DTranspose(3, 3, strides: 2, outputPadding: 1),
            new Conv1DTranspose(3, 4, strides: 3, padding: Padding.Same, outputPadding: 0)]),
        ("sizes1d", s_steps, () => [new Conv1D(2, 2), new UpSampling1D(3), new ZeroPadding1D((1, 2)), new Cropping1D((0, 1))]),
    ];

    [TestCaseSource(typeof(KerasProcess), nameof(KerasProcess.Versions))]
    public void EveryFamily_GoesToKerasAndBack(string version)
    {
        _ = KerasProcess.Folder;
        using var folder = new TempFolder();
        List<JsonObject> jobs = [];
        // Keras has adaptive pooling since 3.13, and stores the padding of outputs since then.
        var models = s_models.Where(model => version == KerasProcess.Newest
            || !(model.Name.StartsWith("adaptive", StringComparison.Ordinal) || model.Name == "output_padding")).ToList();
        // Keras compiles each training step again: the training is compared in the newest release only, and the loss in all releases.
        var trains = version == KerasProcess.Newest;
        foreach (var (name, x, layers) in models)
        {
            using var model = Saved(x, layers());
            model.Fit(x, Labels, batchSize: 5, epochs: 1, shuffle: false);
            model.Save(folder.At($"{name}.keras"));
            jobs.Add(new JsonObject
            {
                ["file"] = folder.At($"{name}.keras"),
                ["resave"] = folder.At($"{name}-again.keras"),
                ["x"] = TrainingFixtures.Tensor(x),
                ["y"] = TrainingFixtures.Tensor(Labels),
                ["batch_size"] = 5,
                ["epochs"] = trains ? 5 : 0,
                ["predict"] = true,
                ["evaluate"] = true
            });
        }
        var results = KerasProcess.Run(version, folder.At("."), jobs);
        Assert.Multiple(() =>
        {
            foreach (var ((name, x, _), result) in models.Zip(results))
            {
                Assert.That(result["error"]?.ToString(), Is.Null, name);
                if (result["error"] is not null) continue;
                using var model = Model.Load(folder.At($"{name}.keras"));
                using var again = Model.Load(folder.At($"{name}-again.keras"));
                Assert.That(again.LoadReport!.Warnings, Is.Empty, name);
                Assert.That(Mismatch.Of(name, again.Predict(x), model.Predict(x)), Is.Empty);
                Assert.That(TrainingFixtures.Numbers(model.Predict(x)),
                    Is.EqualTo(TrainingFixtures.Numbers(result["predict"])).Within(1e-5), name);
                Assert.That(Near.Of(name, model.Evaluate(x, Labels, batchSize: 5)["loss"], (double)result["evaluate"]!["loss"]![0]!, 5e-5,
                    1e-7), Is.Empty);
                if (!trains) continue;
                var losses = model.Fit(x, Labels, batchSize: 5, epochs: 5, shuffle: false)["loss"];
                Assert.That(losses.Zip(TrainingFixtures.Numbers(result["history"]!["loss"]))
                    .Max(pair => Math.Abs(pair.First / pair.Second - 1)), Is.LessThan(5e-5), name);
            }
        });
    }

    private static TensorData Labels { get; } = SampleData.Of([12, 2], DType.Float32, seed: 3);

    private static Sequential Saved(TensorData x, IEnumerable<Layer> layers)
    {
        var model = new Sequential(seed: 5) { new Input(x.Shape[1..]) };
        foreach (var layer in layers) model.Add(layer);
        model.Add(new Flatten());
        model.Add(new Dense(2));
        model.Compile(new Adam(learningRate: 0.01), Loss.MeanSquaredError);
        return model;
    }
}
