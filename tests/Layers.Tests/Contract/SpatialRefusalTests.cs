namespace Layers.Tests;

/// <summary>Errors of layers that move a window: the rule, the value that was passed, and the layer.</summary>
public sealed class SpatialRefusalTests
{
    private static readonly TestCaseData[] s_made =
    [
        Made("filters", () => new Conv2D(0, 3), "conv2d: filters must be 1 or more. Received 0."),
        Made("groups", () => new Conv1D(3, 2, groups: 2), "conv1d: each of its 2 groups has the same number of filters, so their number " +
            "must be a multiple of 2. Received 3."),
        Made("strides and dilation", () => new Conv2D(2, 3, strides: (1, 2), dilationRate: 2),
            "conv2d: strides above 1 and a dilationRate above 1 cannot be combined, as in Keras. Received 1, 2 and 2, 2."),
        Made("causal image", () => new Conv2D(2, 3, padding: Padding.Causal), "conv2d: causal padding is only for one-dimensional " +
            "convolutions, where axis 1 is time. Use valid or same."),
        Made("kernel size", () => new DepthwiseConv2D((2, 0)), "depthwise_conv2d: kernelSize must be 1 or more along each axis. Received " +
            "2, 0."),
        Made("pool size", () => new MaxPooling2D((0, 1)), "max_pooling2d: poolSize must be 1 or more along each axis. Received 0, 1."),
        Made("negative padding", () => new ZeroPadding1D((1, -1)), "zero_padding1d: padding must be 0 or more on either side. Received " +
            "(1, -1)."),
        Made("negative cropping", () => new Cropping2D(-1), "cropping2d: cropping must be 0 or more on each side."),
        Made("negative margins", () => new ZeroPadding3D(((0, 0), (0, -1), (0, 0))),
            "zero_padding3d: padding must be 0 or more on each side."),
        Made("causal transpose", () => new Conv1DTranspose(2, 3, padding: Padding.Causal), "conv1d_transpose: causal padding"),
        Made("output padding", () => new Conv2DTranspose(2, 3, strides: (2, 1), outputPadding: 1), "conv2d_transpose: outputPadding must " +
            "be at least 0 and below the stride along each axis; on spatial axis 1 it is 1 and the stride is 1."),
        Made("windows", () => new AdaptiveMaxPooling2D((2, 0)), "adaptive_max_pooling2d: outputSize must be 1 or more along each axis. " +
            "Received 2, 0."),
        Made("size", () => new UpSampling1D(0), "up_sampling1d: size must be 1 or more. Received 0."),
    ];

    private static readonly TestCaseData[] s_called =
    [
        Called("rank", new Conv2D(2, 3), ["batch", 5, 5], "expects an input of rank 4"),
        Called("channels", new Conv2D(2, 3), ["batch", 5, 5, "channels"], "axis 3, so the size must be known"),
        Called("groups of channels", new Conv2D(2, 3, groups: 2), ["batch", 5, 5, 3],
            "the same number of input channels, so their number must be a multiple of 2. Received 3."),
        Called("window", new Conv2D(2, 3, dilationRate: 3), ["batch", 9, 6, 1],
            "its window spans 7 elements on axis 2, but the input of shape [batch, 9, 6, 1] has 6, so the output would be empty."),
        Called("pool window", new AveragePooling1D(4), ["batch", 3, 1], "its window spans 4 elements on axis 1"),
        Called("causal pool", new MaxPooling1D(2, padding: Padding.Causal), ["batch", 4, 1], "padding must be valid or same"),
        Called("pool stride", new MaxPooling1D(2, strides: 0), ["batch", 4, 1], "strides must be 1 or more along each axis. Received 0."),
        Called("cropping", new Cropping2D((1, 2)), ["batch", 3, 4, 1],
            "it removes 4 elements from axis 2, but the input of shape [batch, " +
            "3, 4, 1] has 4, so the output would be empty."),
        Called("open sizes", new UpSampling2D(interpolation: Interpolation.Bicubic), ["batch", "height", 4, 1],
            "bicubic interpolation needs to know the size of axis 1, which is 'height' here."),
        Called("open windows", new AdaptiveAveragePooling1D(2), ["batch", "steps", 1],
            "depend on the size of axis 1, which is 'steps' here"),
        Called("no places", new AdaptiveAveragePooling1D(2), ["batch", 0, 1], "axis 1 of the input of shape [batch, 0, 1] is empty"),
        Called("no places on the second axis", new AdaptiveAveragePooling2D(2), ["batch", 5, 0, 1],
            "axis 2 of the input of shape [batch, 5, 0, 1] is empty"),
        Called("many windows", new AdaptiveMaxPooling2D((2, int.MaxValue)), ["batch", 5, 4, 1],
            "On axis 2 of the input of shape [batch, 5, 4, 1], outputSize is 2147483647."),
        Called("many places", new AdaptiveAveragePooling1D(2), ["batch", 1L << 33, 1],
            "On axis 1 of the input of shape [batch, 8589934592, 1], outputSize is 2."),
        Called("long window", new Conv2D(2, 3, dilationRate: int.MaxValue), ["batch", 5, 4, 1],
            "its window spans 4,294,967,295 elements on axis 1, but the input of shape [batch, 5, 4, 1] has 5,"),
        Called("much cropping of steps", new Cropping1D(int.MaxValue), ["batch", 5, 1], "it removes 4,294,967,294 elements from axis 1"),
        Called("much cropping of images", new Cropping2D((0, int.MaxValue)), ["batch", 5, 4, 1],
            "it removes 4,294,967,294 elements from axis 2"),
        Called("much cropping of volumes", new Cropping3D((0, 0, int.MaxValue)), ["batch", 5, 4, 3, 1],
            "it removes 4,294,967,294 elements from axis 3"),
        Called("second axis of a volume", new Cropping3D((1, 2, 0)), ["batch", 5, 4, 3, 1],
            "it removes 4 elements from axis 2, but the input of shape [batch, 5, 4, 3, 1] has 4,"),
        Called("cropped volume", new Cropping3D(1), ["batch", 3, 2, 3, 1], "it removes 2 elements from axis 2"),
        Called("strings", new GlobalMaxPooling1D(), ["batch", 4, 1], "works on numbers, not on string", DType.String),
    ];

    [TestCaseSource(nameof(s_made))]
    public void AWrongArgument_IsRefusedAtOnce(object make, string message) =>
        Assert.That(() => ((Func<Layer>)make)(), Throws.TypeOf<LayerException>().With.Message.StartsWith(message));

    [TestCaseSource(nameof(s_called))]
    public void AnInputThatDoesNotFit_IsRefused(object layer, object shape, string message, DType type) =>
        Assert.That(() => ((Layer)layer).Apply(Ops.Input("x", (Shape)shape, type)),
            Throws.TypeOf<LayerException>().With.Message.Contains(message).And.Message.Contains(((Layer)layer).Name));

    // No machine can run this size; only the declared shape is tested.
    [TestCase(Padding.Valid, 4294967298)]
    [TestCase(Padding.Same, 4)]
    public void ATransposedConvolution_OfAHugeWindow_HasItsSize(Padding padding, long steps) => Assert.That(
        new Conv1DTranspose(1, 3, padding: padding, dilationRate: int.MaxValue).Apply(Ops.Input("x", ["batch", 4, 1])).Shape[1],
        Is.EqualTo((Dim)steps));

    [Test]
    public void OfEquals_TheFirstGetsTheGradient()
    {
        var x = Ops.Input("x", [1, 4, 1]);
        var gradient = Gradient.Of(Ops.ReduceSum(new MaxPooling1D().Apply(x), keepDims: false), [x])[0]!;
        using var session = new Layers.Onnx.OnnxSession(Graph.Of(gradient));
        Assert.That(session.Run([TensorData.Of(new float[] { 2, 2, 1, 3 }, [1, 4, 1])])[0].ToArray<float>(),
            Is.EqualTo(new float[] { 1, 0, 0, 1 }));
    }

    [Test]
    public void Conv2D_EmitsThisGraph() => Assert.That(
        Graph.Of(new Conv2D(2, 3, padding: Padding.Same, activation: Activation.Relu, name: "conv")
        .Apply(Ops.Input("x", ["batch", 5, 4, 1]))).ToString(), Is.EqualTo(
            """
            %0 = Transpose(x, perm=[0, 3, 1, 2]) : float32[batch, 1, 5, 4]
            %1 = Transpose(conv/kernel, perm=[3, 2, 0, 1]) : float32[2, 1, 3, 3]
            %2 = Conv(%0, %1, conv/bias, pads=[1, 1, 1, 1]) : float32[batch, 2, 5, 4]
            %3 = Transpose(%2, perm=[0, 2, 3, 1]) : float32[batch, 5, 4, 2]
            %4 = Relu(%3) : float32[batch, 5, 4, 2]
            """));

    private static TestCaseData Made(string name, Func<Layer> make, string message) =>
        new TestCaseData(make, message).SetArgDisplayNames(name);

    private static TestCaseData Called(string name, Layer layer, Shape shape, string message, DType type = DType.Float32) =>
        new TestCaseData(layer, shape, message, type).SetArgDisplayNames(name);
}
