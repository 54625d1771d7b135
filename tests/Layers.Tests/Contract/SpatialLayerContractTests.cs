namespace Layers.Tests;

/// <summary>Layers that move a window, pad, crop and scale keep the contract, in each form that changes their formula.</summary>
public sealed class SpatialLayerContractTests
{
    // Convolutions and averages have float32's precision, so the differences have a larger step; the functions here are smooth or linear.
    private const double Step = 1e-2;

    private static readonly Shape s_image = ["batch", 5, 4, 2];
    private static readonly Shape s_steps = ["batch", 7, 2];
    private static readonly Shape s_volume = ["batch", 3, 4, 3, 2];

    private static IEnumerable<TestCaseData> Convolutions =>
    [
        Case("Conv1D", p => new Conv1D(3, 2, dtype: p), s_steps, ["batch", 6, 3], 2),
        Case("Conv1D.Same", p => new Conv1D(3, 4, strides: 2, padding: Padding.Same, activation: Activation.Sigmoid, dtype: p), s_steps,
            ["batch", 4, 3], 2),
        Case("Conv1D.Causal", p => new Conv1D(3, 3, padding: Padding.Causal, dilationRate: 2, useBias: false, dtype: p), s_steps,
            ["batch", 7, 3], 1),
        Case("Conv1D.Causal.Strides", p => new Conv1D(3, 3, padding: Padding.Causal, strides: 2, dtype: p), s_steps, ["batch", 4, 3], 2),
        Case("Conv1D.Groups", p => new Conv1D(4, 2, groups: 2, dtype: p), s_steps, ["batch", 6, 4], 2),
        Case("Conv1D.ChannelsFirst", p => new Conv1D(3, 2, dataFormat: DataFormat.ChannelsFirst, dtype: p), ["batch", 2, 7],
            ["batch", 3, 6], 2),
        Case("Conv1D.OpenTime", p => new Conv1D(3, 3, padding: Padding.Same, activation: Activation.Sigmoid, dtype: p),
            ["batch", "steps", 2], ["batch", "steps", 3], 2),
        Case("Conv2D", p => new Conv2D(3, 2, dtype: p), s_image, ["batch", 4, 3, 3], 2),
        Case("Conv2D.Same", p => new Conv2D(3, (3, 2), padding: Padding.Same, dtype: p), s_image, ["batch", 5, 4, 3], 2),
        Case("Conv2D.Strides", p => new Conv2D(2, 3, strides: (2, 3), padding: Padding.Same, dtype: p), s_image, ["batch", 3, 2, 2], 2),
        Case("Conv2D.Dilation", p => new Conv2D(2, 2, dilationRate: (2, 3), activation: Activation.Sigmoid, dtype: p), s_image,
            ["batch", 3, 1, 2], 2),
        Case("Conv2D.Groups", p => new Conv2D(4, 2, groups: 2, useBias: false, dtype: p), s_image, ["batch", 4, 3, 4], 1),
        Case("Conv2D.ChannelsFirst",
            p => new Conv2D(3, 2, strides: 2, dataFormat: DataFormat.ChannelsFirst, activation: Activation.Softmax, dtype: p),
            ["batch", 2, 5, 4], ["batch", 3, 2, 2], 2),
        Case("Conv2D.OpenHeight", p => new Conv2D(3, 2, padding: Padding.Same, dtype: p), ["batch", "height", 4, 2],
            ["batch", "height", 4, 3], 2),
        Case("DepthwiseConv1D", p => new DepthwiseConv1D(3, depthMultiplier: 2, dtype: p), s_steps, ["batch", 5, 4], 2),
        Case("DepthwiseConv2D", p => new DepthwiseConv2D(2, dtype: p), s_image, ["batch", 4, 3, 2], 2),
        Case("DepthwiseConv2D.Multiplier",
            p => new DepthwiseConv2D((3, 2), strides: 2, padding: Padding.Same, depthMultiplier: 3, dtype: p), s_image, ["batch", 3, 2, 6],
            2),
        Case("DepthwiseConv2D.Dilation",
            p => new DepthwiseConv2D(2, dilationRate: 2, useBias: false, activation: Activation.Sigmoid, dtype: p), s_image,
            ["batch", 3, 2, 2], 1),
        Case("SeparableConv1D", p => new SeparableConv1D(3, 2, padding: Padding.Same, dtype: p), s_steps, ["batch", 7, 3], 3),
        Case("SeparableConv2D", p => new SeparableConv2D(3, 2, dtype: p), s_image, ["batch", 4, 3, 3], 3),
        Case("SeparableConv2D.Multiplier",
            p => new SeparableConv2D(2, 3, strides: 2, padding: Padding.Same, depthMultiplier: 2, useBias: false, dtype: p), s_image,
            ["batch", 3, 2, 2], 2),
        Case("Conv3D", p => new Conv3D(2, 2, dtype: p), s_volume, ["batch", 2, 3, 2, 2], 2),
        Case("Conv3D.Same", p => new Conv3D(2, (2, 3, 1), strides: (1, 2, 2), padding: Padding.Same, activation: Activation.Sigmoid,
            dtype: p), s_volume, ["batch", 3, 2, 2, 2], 2),
        Case("Conv3D.ChannelsFirst", p => new Conv3D(4, 2, groups: 2, dataFormat: DataFormat.ChannelsFirst, dtype: p),
            ["batch", 2, 3, 4, 3], ["batch", 4, 2, 3, 2], 2),
        Case("Conv1DTranspose", p => new Conv1DTranspose(3, 2, dtype: p), s_steps, ["batch", 8, 3], 2),
        Case("Conv1DTranspose.Same",
            p => new Conv1DTranspose(3, 4, strides: 3, padding: Padding.Same, activation: Activation.Sigmoid, dtype: p), s_steps,
            ["batch", 21, 3], 2),
        Case("Conv1DTranspose.Gaps", p => new Conv1DTranspose(3, 2, strides: 3, dtype: p), s_steps, ["batch", 21, 3], 2),
        Case("Conv1DTranspose.Gaps.Same", p => new Conv1DTranspose(3, 1, strides: 3, padding: Padding.Same, dtype: p), s_steps,
            ["batch", 21, 3], 2),
        Case("Conv1DTranspose.OutputPadding", p => new Conv1DTranspose(3, 3, strides: 3, padding: Padding.Same, outputPadding: 1, dtype: p),
            s_steps, ["batch", 20, 3], 2),
        Case("Conv2DTranspose", p => new Conv2DTranspose(3, (3, 2), strides: 2, dtype: p), s_image, ["batch", 11, 8, 3], 2),
        Case("Conv2DTranspose.Same", p => new Conv2DTranspose(2, 3, strides: (2, 1), padding: Padding.Same, useBias: false, dtype: p),
            s_image, ["batch", 10, 4, 2], 1),
        Case("Conv2DTranspose.Dilation", p => new Conv2DTranspose(2, 2, padding: Padding.Same, dilationRate: 2, dtype: p), s_image,
            ["batch", 5, 4, 2], 2),
        Case("Conv2DTranspose.ChannelsFirst",
            p => new Conv2DTranspose(2, 2, strides: 2, outputPadding: (1, 0), dataFormat: DataFormat.ChannelsFirst, dtype: p),
            ["batch", 2, 5, 4], ["batch", 2, 11, 8], 2),
        Case("Conv3DTranspose", p => new Conv3DTranspose(2, 2, strides: (1, 2, 1), padding: Padding.Same, dtype: p), s_volume,
            ["batch", 3, 8, 3, 2], 2),
        Case("AveragePooling3D", p => new AveragePooling3D(2, 1, dtype: p), s_volume, ["batch", 2, 3, 2, 2]),
        Case("AveragePooling1D", p => new AveragePooling1D(2, dtype: p), s_steps, ["batch", 3, 2]),
        Case("AveragePooling1D.Same", p => new AveragePooling1D(3, 2, Padding.Same, dtype: p), s_steps, ["batch", 4, 2]),
        Case("AveragePooling2D", p => new AveragePooling2D((2, 3), 1, dtype: p), s_image, ["batch", 4, 2, 2]),
        Case("AveragePooling2D.Same", p => new AveragePooling2D(3, 2, Padding.Same, DataFormat.ChannelsFirst, dtype: p), ["batch", 2, 5, 4],
            ["batch", 2, 3, 2]),
    ];

    private static IEnumerable<TestCaseData> Others =>
    [
        Case("MaxPooling1D", p => new MaxPooling1D(dtype: p), s_steps, ["batch", 3, 2]),
        Case("MaxPooling1D.Same", p => new MaxPooling1D(3, 2, Padding.Same, dtype: p), s_steps, ["batch", 4, 2]),
        Case("MaxPooling2D", p => new MaxPooling2D(dtype: p), s_image, ["batch", 2, 2, 2]),
        Case("MaxPooling2D.Same", p => new MaxPooling2D((2, 3), 1, Padding.Same, dtype: p), s_image, s_image),
        Case("MaxPooling2D.ChannelsFirst", p => new MaxPooling2D(2, 2, Padding.Same, DataFormat.ChannelsFirst, dtype: p),
            ["batch", 2, 5, 4], ["batch", 2, 3, 2]),
        Case("GlobalAveragePooling1D", p => new GlobalAveragePooling1D(dtype: p), s_steps, ["batch", 2]),
        Case("GlobalAveragePooling2D.KeepDims", p => new GlobalAveragePooling2D(keepDims: true, dtype: p), s_image, ["batch", 1, 1, 2]),
        Case("GlobalMaxPooling1D.ChannelsFirst", p => new GlobalMaxPooling1D(DataFormat.ChannelsFirst, dtype: p), ["batch", 2, 7],
            ["batch", 2]),
        Case("GlobalMaxPooling2D", p => new GlobalMaxPooling2D(dtype: p), s_image, ["batch", 2]),
        Case("MaxPooling3D", p => new MaxPooling3D((1, 2, 2), 1, Padding.Same, dtype: p), s_volume, s_volume),
        Case("GlobalAveragePooling3D", p => new GlobalAveragePooling3D(dtype: p), s_volume, ["batch", 2]),
        Case("GlobalMaxPooling3D.KeepDims", p => new GlobalMaxPooling3D(keepDims: true, dtype: p), s_volume, ["batch", 1, 1, 1, 2]),
        Case("AdaptiveAveragePooling1D", p => new AdaptiveAveragePooling1D(3, dtype: p), s_steps, ["batch", 3, 2]),
        Case("AdaptiveAveragePooling1D.Larger", p => new AdaptiveAveragePooling1D(9, DataFormat.ChannelsFirst, dtype: p), ["batch", 2, 7],
            ["batch", 2, 9]),
        Case("AdaptiveAveragePooling2D", p => new AdaptiveAveragePooling2D((2, 3), dtype: p), s_image, ["batch", 2, 3, 2]),
        Case("AdaptiveAveragePooling3D", p => new AdaptiveAveragePooling3D(2, dtype: p), s_volume, ["batch", 2, 2, 2, 2]),
        Case("AdaptiveMaxPooling1D", p => new AdaptiveMaxPooling1D(4, dtype: p), s_steps, ["batch", 4, 2]),
        Case("AdaptiveMaxPooling2D", p => new AdaptiveMaxPooling2D(3, DataFormat.ChannelsFirst, dtype: p), ["batch", 2, 5, 4],
            ["batch", 2, 3, 3]),
        Case("AdaptiveMaxPooling3D", p => new AdaptiveMaxPooling3D((1, 2, 3), dtype: p), s_volume, ["batch", 1, 2, 3, 2]),
        Case("ZeroPadding3D", p => new ZeroPadding3D(((1, 0), (0, 2), (1, 1)), dtype: p), s_volume, ["batch", 4, 6, 5, 2]),
        Case("ZeroPadding3D.ChannelsFirst", p => new ZeroPadding3D((0, 1, 2), DataFormat.ChannelsFirst, dtype: p), ["batch", 2, 3, 4, 3],
            ["batch", 2, 3, 6, 7]),
        Case("Cropping3D", p => new Cropping3D(((1, 0), (0, 2), (1, 1)), dtype: p), s_volume, ["batch", 2, 2, 1, 2]),
        Case("UpSampling3D", p => new UpSampling3D((2, 1, 3), dtype: p), s_volume, ["batch", 6, 4, 9, 2]),
        Case("ZeroPadding2D", p => new ZeroPadding2D(((1, 0), (2, 1)), dtype: p), s_image, ["batch", 6, 7, 2]),
        Case("ZeroPadding2D.ChannelsFirst", p => new ZeroPadding2D((1, 2), DataFormat.ChannelsFirst, dtype: p), ["batch", 2, 5, 4],
            ["batch", 2, 7, 8]),
        Case("ZeroPadding1D", p => new ZeroPadding1D((2, 1), dtype: p), s_steps, ["batch", 10, 2]),
        Case("ZeroPadding1D.ChannelsFirst", p => new ZeroPadding1D(1, DataFormat.ChannelsFirst, dtype: p), ["batch", 2, 7],
            ["batch", 2, 9]),
        Case("Cropping1D", p => new Cropping1D((2, 0), dtype: p), s_steps, ["batch", 5, 2]),
        Case("Cropping2D", p => new Cropping2D(((1, 0), (0, 2)), dtype: p), s_image, ["batch", 4, 2, 2]),
        Case("Cropping2D.ChannelsFirst", p => new Cropping2D(1, DataFormat.ChannelsFirst, dtype: p), ["batch", 2, 5, 4],
            ["batch", 2, 3, 2]),
        Case("UpSampling1D", p => new UpSampling1D(3, dtype: p), s_steps, ["batch", 21, 2]),
        Case("UpSampling2D", p => new UpSampling2D((3, 2), dtype: p), s_image, ["batch", 15, 8, 2]),
        Case("UpSampling2D.Bilinear", p => new UpSampling2D(2, interpolation: Interpolation.Bilinear, dtype: p), s_image,
            ["batch", 10, 8, 2]),
        Case("UpSampling2D.Bicubic", p => new UpSampling2D((1, 3), DataFormat.ChannelsFirst, Interpolation.Bicubic, dtype: p),
            ["batch", 2, 5, 4], ["batch", 2, 5, 12]),
        Case("UpSampling2D.Lanczos", p => new UpSampling2D(interpolation: Interpolation.Lanczos3, dtype: p), s_image, ["batch", 10, 8, 2]),
    ];

    [TestCaseSource(nameof(Convolutions))]
    public void AConvolution_KeepsTheContract(object make, object input, object output, int trainable) =>
        LayerContract.Check((Func<DTypePolicy?, Layer>)make, (Shape)input, (Shape)output, trainable, step: Step);

    [TestCaseSource(nameof(Others))]
    public void ALayerWithoutWeights_KeepsTheContract(object make, object input, object output, int trainable) =>
        LayerContract.Check((Func<DTypePolicy?, Layer>)make, (Shape)input, (Shape)output, trainable);

    [TestCase(DType.UInt8, DType.UInt8)]
    [TestCase(DType.Int32, DType.Int32)]
    public void MaxPooling2D_OfIntegers(DType type, DType result) => LayerContract.Check(
        p => new MaxPooling2D(dtype: p), s_image, ["batch", 2, 2, 2], inputType: type, outputType: result);

    [Test]
    public void Conv2D_OfBytes() => LayerContract.Check(
        p => new Conv2D(2, 2, dtype: p), s_image, ["batch", 4, 3, 2], trainable: 2, inputType: DType.UInt8, step: Step);

    private static TestCaseData Case(string name, Func<DTypePolicy?, Layer> make, Shape input, Shape output, int trainable = 0) =>
        new TestCaseData(make, input, output, trainable).SetArgDisplayNames(name);
}
