using System.Globalization;
using Layers;
using Layers.ScikitLearn;

try
{
    CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
    var folder = Path.Combine(AppContext.BaseDirectory, "penguins");
    var line = """{"Island": "Dream", "Sex": "FEMALE", "BeakLength": 42.5, "BeakDepth": 17.3, "FlipperLength": 187, "BodyMass": 3350}""";

    #region example
    Adoption adoption = Model.Adopt(Path.Combine(folder, "model.keras"))
        .Concatenate("scaler.pkl", "onehot_encoder.pkl")        // in the order of np.hstack in the training script
        .WithLabels("label_encoder.pkl");
    using Functional penguins = adoption.ToModel();             // takes the raw columns, by name
    penguins.Save("penguins.keras");                            // one file instead of four

    using Model served = Model.Load("penguins.keras");
    Console.WriteLine(served.PredictJson(line).Label);          // Adelie
    #endregion

    penguins.ExportOnnx("penguins.onnx");
    Console.WriteLine(adoption);
    Console.WriteLine(served.PredictJson(line));
    return 0;
}
catch (Exception e)
{
    Console.Error.WriteLine(e);
    return 1;
}
