using System.Globalization;
using Layers;
using Layers.Data;
using Penguins;

try
{
    CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
    // The second process, which has only the file and records.
    if (args is ["predict", var file]) return Keeper.Run(file);

    var csv = Path.Combine(AppContext.BaseDirectory, "penguins.csv");

    #region example
    Table birds = DataFile.Csv(csv).ToTable();                  // words stay words, empty cells stay missing
    var (training, test) = birds.Split(0.8, stratify: "Species", seed: 1);

    var space = FeatureSpace.Propose(training, "Species");      // proposes layers for each column, with the reason
    Console.WriteLine(space.Proposal);
    space.Adapt(training);                                      // all columns together, in as few passes as the layers allow

    using var model = new Sequential { space, new Dense(16, Activation.Relu), new Dense(3, Activation.Softmax) };
    model.Compile(new Adam(0.01), Loss.SparseCategoricalCrossentropy, Metric.Accuracy);
    model.Fit(training, "Species", epochs: 50);                 // the labels are words, which the model stores
    Console.WriteLine(model.Evaluate(test));

    model.Save("penguins.keras");                               // one file that takes records and returns words; Keras opens it too
    model.ExportOnnx("penguins.onnx");                          // the file takes words as well
    #endregion

    Console.WriteLine(model.Signature);
    var line = """{"Island": "Dream", "Sex": null, "Beak Length (mm)": 49.6, "Beak Depth (mm)": 18.2, "Flipper Length (mm)": 193, "Body Mass (g)": 3775}""";
    Console.WriteLine($"The second process answers {line}:");
    Console.WriteLine(Keeper.Ask("penguins.keras", line));
    Console.WriteLine($"Plain ONNX Runtime answers: {OnnxRuntime.Ask("penguins.onnx", line, model.Signature)}");
    return 0;
}
catch (Exception e)
{
    Console.Error.WriteLine(e);
    return 1;
}
