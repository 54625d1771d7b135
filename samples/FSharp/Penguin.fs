namespace Samples

open System
open Layers

/// A record that the model takes by name. F# runs no C# source generator, so the interface is written by hand.
// #region record
type Penguin =
    { Island: string
      Sex: string option
      BodyMass: float option }

    static member val private Names = [| "Island"; "Sex"; "Body Mass (g)" |]

    interface IFeatures with
        member _.Columns = Penguin.Names

        member bird.Write row =
            row.Write bird.Island
            row.Write(Option.toObj bird.Sex)
            row.Write(Option.toNullable bird.BodyMass)
// #endregion
