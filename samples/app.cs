#:project ../src/Layers/Layers.csproj
// A program of one file: `dotnet run app.cs` runs it.
// In a project of your own, `#:package Layers@0.1.0` takes the place of the first line.
using System.Globalization;
using Layers;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

#region example
float[,] houses = { { 50, 1 }, { 80, 3 }, { 120, 4 }, { 65, 2 }, { 150, 5 } };     // square metres, rooms
float[,] prices = { { 150 }, { 250 }, { 370 }, { 200 }, { 460 } };                 // thousands

var normalization = new Normalization();
normalization.Adapt(houses);
var thousands = new Normalization(invert: true);        // inverse: converts the network's output to thousands
thousands.Adapt(prices);
using var model = new Sequential { new Input(2), normalization, new Dense(8, Activation.Relu), new Dense(1), thousands };
model.Compile(new Adam(0.02), Loss.MeanAbsoluteError);
model.Fit(houses, prices, epochs: 200);
model.Save("houses.keras");

using var served = Model.Load("houses.keras");
Console.WriteLine($"{served.Predict([100f, 3f])[0]:F0} thousand");
#endregion
