using Digits;
using Layers;
using Layers.SpectreConsole;

try
{
    var data = Path.Combine(AppContext.BaseDirectory, "digits.csv");
    var (training, test) = Images.Read(data).Split(test: 0.2, seed: 1);

    #region example
    using var model = new Sequential
    {
        new Input([8, 8, 1]),
        new Rescaling(1 / 16.0),                        // raw pixels from 0 to 16 go in, now and when the model is served
        new Conv2D(16, 3, padding: Padding.Same, activation: Activation.Relu),
        new Conv2D(32, 3, padding: Padding.Same, activation: Activation.Relu),
        new MaxPooling2D(2),
        new Dropout(0.25),
        new Flatten(),
        new Dense(10, Activation.Softmax),
    };
    model.Compile(new Adam(0.002), Loss.SparseCategoricalCrossentropy, Metric.Accuracy);
    model.Fit(training.Pixels, training.Digits, epochs: 15, callbacks: [new KerasProgress()]);
    var measured = model.Evaluate(test.Pixels, test.Digits);
    #endregion

    model.Save("digits.keras");
    var confusion = new Confusion(test.Digits, model.Predict(test.Pixels));
    confusion.SavePng("digits-confusion.png");
    Console.WriteLine(FormattableString.Invariant($"{measured["accuracy"]:P1} of the {test.Count} test digits are recognized."));
    Console.WriteLine($"The model is in {Path.GetFullPath("digits.keras")}, and the confusion matrix is in {Path.GetFullPath("digits-confusion.png")}.");
    return 0;
}
catch (Exception e)
{
    Console.Error.WriteLine(e);
    return 1;
}
